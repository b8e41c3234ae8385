import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, PackagePlus } from "lucide-react";
import { useMemo, useState } from "react";
import { myCategoriesQuery, myProductsKey, myProductsQuery } from "@/api/my-products";
import type { Product } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { formatCount } from "@/lib/numbers";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { DeleteDialog } from "./delete-dialog";
import { productColumns } from "./product-columns";
import { type Act, RowActions } from "./row-actions";
import { StockDialog } from "./stock-dialog";

const spec = {
  sorts: ["newest", "name", "price_asc", "price_desc", "stock_asc", "stock_desc"],
  filters: { stock: ["low", "out", "in"], status: ["active", "disabled"], category: "text" },
} as const;

const stockLevels = {
  name: "stock",
  label: "Stock",
  any: "Any stock",
  options: [
    { value: "low", label: "Running low" },
    { value: "out", label: "Sold out" },
    { value: "in", label: "In stock" },
  ],
};
const statuses = {
  name: "status",
  label: "Status",
  any: "Any status",
  options: [
    { value: "active", label: "On sale" },
    { value: "disabled", label: "Taken off sale" },
  ],
};

/** All that the seller sells, with what can be done about each. */
export function ProductsPage() {
  const state = useTableState(spec);
  const query = useQuery({ ...myProductsQuery(state.query), placeholderData: keepPreviousData });
  const [chosen, setChosen] = useState<{ act: Act; product: Product } | null>(null);
  useLiveRefresh(["product_disabled", "product_enabled"], [myProductsKey]);
  const close = () => setChosen(null);

  return (
    <>
      <PageHeader title="Products" actions={<AddLink />}>
        What you sell. The stock is live: every sale shows here at once.
      </PageHeader>
      <TableToolbar
        state={state}
        search="Search my products"
        placeholder="Name, SKU or brand"
        selects={[stockLevels, statuses, useCategories()]}
      />
      <DataTable
        label="My products"
        columns={productColumns}
        query={query}
        state={state}
        rowId={(product) => product.id}
        countOf={(total) => (total === 1 ? "One product" : `${formatCount(total)} products`)}
        actions={(product) => <RowActions product={product} onAct={(act) => setChosen({ act, product })} />}
        empty={
          <EmptyState title="Nothing on your stall yet" icon={<PackagePlus />} action={<AddLink />}>
            Put your first product on sale, or import many at once from a file.
          </EmptyState>
        }
      />
      <StockDialog
        product={chosen?.product ?? null}
        kind={chosen?.act === "restock" || chosen?.act === "adjust" ? chosen.act : null}
        onClose={close}
      />
      <DeleteDialog product={chosen?.act === "delete" ? chosen.product : null} onClose={close} />
    </>
  );
}

function AddLink() {
  return (
    <>
      <ButtonLink to="/seller/products/import" look="outline">
        <Download aria-hidden className="size-5" />
        Import or export
      </ButtonLink>
      <ButtonLink to="/seller/products/new">
        <PackagePlus aria-hidden className="size-5" />
        New product
      </ButtonLink>
    </>
  );
}

function useCategories() {
  const { data } = useQuery(myCategoriesQuery);
  return useMemo(
    () => ({
      name: "category",
      label: "Category",
      any: "All categories",
      options: (data?.items ?? []).map(({ category, count }) => ({
        value: category,
        label: `${category} (${formatCount(count)})`,
      })),
    }),
    [data],
  );
}

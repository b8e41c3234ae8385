import { Link } from "react-router";
import type { Product } from "@/api/types";
import type { Column } from "@/components/dashboard/table-columns";
import { Badge } from "@/components/ui/badge";
import { Price } from "@/components/ui/price";
import { formatCount } from "@/lib/numbers";
import { useLiveStock } from "@/live/use-live-product";
import { Thumbnail } from "@/products/thumbnail";

export const productColumns: readonly Column<Product>[] = [
  {
    id: "picture",
    header: "Picture",
    quietHeader: true,
    className: "w-20 pr-0",
    cell: ({ images, category }) => (
      <Thumbnail of={{ image: images[0] ?? null, category }} className="size-14" />
    ),
  },
  {
    id: "name",
    header: "Product",
    heading: true,
    className: "min-w-44",
    sort: { asc: "name" },
    cell: (product) => <NameAndSku product={product} />,
  },
  {
    id: "price",
    header: "Price",
    align: "end",
    sort: { asc: "price_asc", desc: "price_desc", kind: "number" },
    cell: ({ price }) => <Price amount={price} />,
  },
  {
    id: "stock",
    header: "Stock",
    align: "end",
    sort: { asc: "stock_asc", desc: "stock_desc", kind: "number" },
    cell: (product) => <LiveStock product={product} />,
  },
  {
    id: "threshold",
    header: "Alert at",
    align: "end",
    cell: ({ low_stock_threshold }) =>
      low_stock_threshold === 0 ? (
        <span className="text-ink-soft">never</span>
      ) : (
        formatCount(low_stock_threshold)
      ),
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) =>
      status === "active" ? <Badge tone="good">On sale</Badge> : <Badge tone="danger">Off sale</Badge>,
  },
];

function NameAndSku({ product: { id, name, sku } }: { product: Product }) {
  return (
    <>
      <Link
        to={`/seller/products/${id}`}
        className="line-clamp-2 inline-flex py-1 font-semibold hover:text-brand hover:underline"
      >
        {name}
      </Link>
      {sku !== null && (
        <span className="block max-w-48 truncate font-normal text-ink-soft text-sm">
          <span className="sr-only">SKU </span>
          {sku}
        </span>
      )}
    </>
  );
}

/** The stock as it is now; glows for a moment when it moves. */
function LiveStock({ product }: { product: Product }) {
  const stock = useLiveStock(product);
  return (
    <span
      key={stock}
      className={stock === product.stock ? "inline-flex" : "inline-flex animate-flash rounded-full"}
    >
      <StockLevel stock={stock} threshold={product.low_stock_threshold} />
    </span>
  );
}

function StockLevel({ stock, threshold }: { stock: number; threshold: number }) {
  if (stock === 0) return <Badge tone="danger">Sold out</Badge>;
  if (stock <= threshold) return <Badge tone="accent">{formatCount(stock)} left</Badge>;
  return <>{formatCount(stock)}</>;
}

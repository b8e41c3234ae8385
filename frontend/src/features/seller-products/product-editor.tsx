import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { StockMove } from "@/api/my-products";
import type { Product } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { Button, ButtonLink } from "@/components/ui/button";
import { AttributesField } from "./attributes-field";
import { DeleteDialog } from "./delete-dialog";
import { LeaveGuard } from "./leave-guard";
import { PicturesField } from "./pictures-field";
import { AboutFields, PriceFields } from "./product-fields";
import { StockDialog } from "./stock-dialog";
import { StockPanel } from "./stock-panel";
import { useProductForm } from "./use-product-form";

interface ProductEditorProps {
  /** Null: a new one. */
  product: Product | null;
  /** The new product is there; some of its pictures may not be. */
  onCreated: (product: Product) => void;
}

export function ProductEditor({ product: loaded, onCreated }: ProductEditorProps) {
  const { form, pictures, product, save, isUnsaved, forget } = useProductForm(loaded, onCreated);
  const { errors, isSubmitting } = form.formState;
  const [deleting, setDeleting] = useState(false);
  const [moving, setMoving] = useState<StockMove["kind"] | null>(null);
  const navigate = useNavigate();

  return (
    <>
      <PageHeader
        title={product ? "Edit product" : "New product"}
        tabTitle={product ? `Edit ${product.name}` : "New product"}
        actions={product && <Links product={product} onDelete={() => setDeleting(true)} />}
      >
        {product ? product.name : "It is on sale as soon as you save it."}
      </PageHeader>
      {product?.status === "disabled" && <OffSale reason={product.disabled_reason} />}
      <form
        noValidate
        onSubmit={save}
        className="flex flex-col gap-5 [&_:is(input,select,textarea,button)]:scroll-mb-32"
      >
        {/* On narrow screens the two columns are one, in the order in which one thinks of a product. */}
        <div className="grid items-start gap-5 xl:grid-cols-[1fr_20rem]">
          <div className="min-w-0 max-xl:contents xl:flex xl:flex-col xl:gap-5">
            <AboutFields form={form} />
            <div className="min-w-0 max-xl:order-2">
              <PicturesField pictures={pictures} category={form.watch("category")} busy={isSubmitting} />
            </div>
            <div className="min-w-0 max-xl:order-3">
              <AttributesField form={form} />
            </div>
          </div>
          <div className="flex min-w-0 flex-col gap-5 max-xl:order-1">
            <Panel title="Price and stock">
              <PriceFields form={form} isNew={product === null} />
            </Panel>
            {product && <StockPanel product={loaded ?? product} onMove={setMoving} />}
          </div>
        </div>
        <div className="sticky bottom-[var(--bottom-bar,0px)] z-10 -mx-1 flex flex-col gap-3 rounded-2xl border border-line bg-surface p-3 shadow-lg">
          <FormProblem message={errors.root?.message} />
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" busy={isSubmitting}>
              {product ? "Save" : "Put it on sale"}
            </Button>
            <ButtonLink to="/seller/products" look="ghost">
              Back to the list
            </ButtonLink>
          </div>
        </div>
      </form>
      <LeaveGuard isUnsaved={isUnsaved} />
      <StockDialog product={loaded ?? product} kind={moving} onClose={() => setMoving(null)} />
      <DeleteDialog
        product={deleting ? product : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => {
          forget();
          void navigate("/seller/products", { replace: true });
        }}
      />
    </>
  );
}

function Links({ product: { id, status }, onDelete }: { product: Product; onDelete: () => void }) {
  return (
    <>
      {status === "active" && (
        <ButtonLink to={`/products/${id}`} look="outline">
          See it in the shop
        </ButtonLink>
      )}
      <ButtonLink to={`/seller/products/${id}/log`} look="outline">
        Stock log
      </ButtonLink>
      <Button look="danger" onClick={onDelete}>
        Delete
      </Button>
    </>
  );
}

function OffSale({ reason }: { reason: string | null }) {
  return (
    <p className="mb-5 flex items-start gap-2.5 rounded-xl bg-danger-tint px-4 py-3 text-danger">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>
        <span className="font-semibold">Off sale: nobody can see or buy it.</span>{" "}
        {reason ? `The market's team says: ${reason}` : ""}
      </span>
    </p>
  );
}

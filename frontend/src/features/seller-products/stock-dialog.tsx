import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { moveStock, myProductQuery, myProductsKey, type StockMove } from "@/api/my-products";
import type { Product } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/numbers";
import { useLiveStock } from "@/live/use-live-product";
import { keyFor, settle, unansweredMove } from "./stock-attempt";
import { reasonRules, unitsRules } from "./stock-rules";

type Kind = StockMove["kind"];

interface StockDialogProps {
  product: Product | null;
  /** Restock: units that came in. Adjust: what was counted differs from what is written. Null: closed. */
  kind: Kind | null;
  onClose: () => void;
}

const titles: Record<Kind, string> = { restock: "Restock", adjust: "Correct the stock of" };
const reasons: Record<Kind, string[]> = {
  restock: ["Delivery", "Made more", "Came back from a fair"],
  adjust: ["Recount", "Broken", "Lost", "Found", "Returned by a buyer"],
};

export function StockDialog({ product, kind, onClose }: StockDialogProps) {
  return (
    <Dialog
      open={product !== null && kind !== null}
      onClose={onClose}
      title={product && kind ? `${titles[kind]} ${product.name}` : ""}
    >
      {product && kind && (
        <StockForm key={product.id + kind} product={product} kind={kind} onDone={onClose} />
      )}
    </Dialog>
  );
}

interface StockFormProps {
  product: Product;
  kind: Kind;
  onDone: () => void;
}

function StockForm({ product, kind, onDone }: StockFormProps) {
  const queries = useQueryClient();
  const stock = useLiveStock(product);
  const list = useId();
  const earlier = unansweredMove(product.id, kind);
  const form = useForm({
    defaultValues: {
      direction: earlier && earlier.delta < 0 ? "out" : "in",
      quantity: earlier ? String(Math.abs(earlier.delta)) : "",
      reason: earlier?.reason ?? "",
    },
  });
  const { errors, isSubmitting } = form.formState;
  const [direction, quantity] = form.watch(["direction", "quantity"]);
  const leaves = kind === "adjust" && direction === "out";
  const units = /^\d{1,7}$/.test(quantity.trim()) ? Number(quantity) : 0;
  const afterwards = stock + (leaves ? -units : units);

  async function send(): Promise<void> {
    const { reason } = form.getValues();
    const move: StockMove = {
      kind,
      delta: leaves ? -Number(quantity) : Number(quantity),
      reason: reason.trim(),
    };
    try {
      const changed = await moveStock(product.id, move, keyFor(product.id, move));
      settle(product.id);
      queries.setQueryData(myProductQuery(product.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: myProductsKey });
      toast.good(`${product.name}: ${formatCount(changed.stock)} in stock.`);
      onDone();
    } catch (error) {
      settle(product.id, error);
      showProblem(form, error);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-4">
      <FormProblem message={errors.root?.message} />
      {earlier && (
        <p className="rounded-xl bg-accent-tint px-4 py-3 text-accent-text text-sm">
          This was sent before and no answer came. Send it again as it is: it counts only once.
        </p>
      )}
      {kind === "adjust" && (
        <Field label="What happened" required>
          {(control) => (
            <Select {...control} {...form.register("direction")}>
              <option value="in">There are more than written</option>
              <option value="out">There are fewer than written</option>
            </Select>
          )}
        </Field>
      )}
      <Field
        label={kind === "restock" ? "Units that came in" : leaves ? "How many fewer" : "How many more"}
        required
        hint={
          <span aria-live="polite">
            {formatCount(stock)} in stock now
            {units > 0 && afterwards >= 0 && `, ${formatCount(afterwards)} afterwards`}.
          </span>
        }
        error={errors.quantity?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register("quantity", unitsRules(kind, leaves ? stock : null))}
            inputMode="numeric"
            autoComplete="off"
            className="max-w-40 tabular-nums"
          />
        )}
      </Field>
      <Field label="Reason" required hint="Stands in the stock log." error={errors.reason?.message}>
        {(control) => (
          <Input {...control} {...form.register("reason", reasonRules)} list={list} maxLength={200} />
        )}
      </Field>
      <datalist id={list}>
        {reasons[kind].map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="outline" onClick={onDone}>
          Not now
        </Button>
        <Button type="submit" busy={isSubmitting}>
          {kind === "restock" ? "Restock" : "Correct"}
        </Button>
      </div>
    </form>
  );
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { deleteProduct, myProductsKey } from "@/api/my-products";
import { ApiProblem, messageOf } from "@/api/problem";
import type { Product } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";

interface DeleteDialogProps {
  /** What is about to be deleted; the dialog is open while there is one. */
  product: Product | null;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteDialog({ product, onClose, onDeleted }: DeleteDialogProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    networkMode: "always",
    mutationFn: ({ id }: Product) => deleteProduct(id).catch(unlessGone),
    onSuccess: (_, { name }) => {
      toast.good(`${name} is deleted.`);
      onClose();
      onDeleted?.();
      void queries.invalidateQueries({ queryKey: myProductsKey });
      setTimeout(focusMain);
    },
  });
  function close(): void {
    remove.reset();
    onClose();
  }

  return (
    <Dialog
      open={product !== null}
      onClose={close}
      title={`Delete ${product?.name ?? ""}?`}
      footer={
        <>
          <Button look="outline" onClick={close}>
            Keep it
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => product && remove.mutate(product)}>
            Yes, delete it
          </Button>
        </>
      }
    >
      <p>
        It leaves the market at once and for good. Orders that were already placed keep their lines, and are
        still yours to hand over.
      </p>
      <div className="mt-3 empty:mt-0">
        <FormProblem message={remove.error ? messageOf(remove.error) : undefined} />
      </div>
    </Dialog>
  );
}

/** Deleted is what it should be, also when an earlier try did it and its answer got lost. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
}

import type { CartLine } from "@/api/types";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { useCart } from "./use-cart";

export interface CartEdits {
  take: (line: CartLine, quantity: number) => void;
  /** Takes the line out and offers to put it back. */
  remove: (line: CartLine) => void;
}

export function useCartEdits(): CartEdits {
  const cart = useCart();
  return {
    take: (line, quantity) => cart.set(line.product_id, Math.min(quantity, Math.max(line.stock, 1))),
    remove: (line) => {
      cart.remove(line.product_id);
      focusMain();
      toast.info(`“${line.name}” is out of your cart.`, {
        label: "Undo",
        run: () => cart.set(line.product_id, line.quantity),
      });
    },
  };
}

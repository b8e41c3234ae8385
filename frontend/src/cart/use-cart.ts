import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { messageOf } from "@/api/problem";
import type { Cart, Product } from "@/api/types";
import { toast } from "@/components/ui/toast";
import { useStore } from "@/lib/store";
import { type Session, useSession } from "@/session/session";
import { addLine, removeLine, serverCart, setLine, withQuantity } from "./server-cart";
import { visitorCart, type WantedLine } from "./visitor-cart";

export type CartOwner = "visitor" | "buyer" | "nobody";

/** Only buyers have a cart; somebody who has not signed in keeps one in the browser. */
export function cartOwner(session: Session): CartOwner {
  if (session.status !== "signed-in") return "visitor";
  return session.user.role === "buyer" ? "buyer" : "nobody";
}

export interface CartActions {
  /** Pieces in the cart. */
  count: number;
  quantityOf: (productId: string) => number;
  /** Puts more of a product in, as far as its stock goes. Resolves to whether the cart now holds the product. */
  add: (
    product: Pick<Product, "id" | "name" | "stock">,
    quantity: number,
    quietly?: boolean,
  ) => Promise<boolean>;
  set: (productId: string, quantity: number) => void;
  remove: (productId: string) => void;
}

const nothing: readonly WantedLine[] = [];

/** What is in the cart, for visitors and buyers alike. */
export function useWantedLines(): readonly WantedLine[] {
  const owner = cartOwner(useSession());
  const wanted = useStore(visitorCart);
  const { data: cart } = useQuery({ ...serverCart, enabled: owner === "buyer" });
  if (owner === "visitor") return wanted;
  return owner === "buyer" ? (cart?.lines ?? nothing) : nothing;
}

export function useCart(): CartActions {
  const owner = cartOwner(useSession());
  const lines = useWantedLines();
  const change = useCartChange();
  const announce = useAnnouncements();
  const quantityOf = (productId: string) =>
    lines.find((line) => line.product_id === productId)?.quantity ?? 0;

  return {
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    quantityOf,
    set: (product_id, quantity) =>
      owner === "visitor"
        ? visitorCart.set({ product_id, quantity })
        : change.mutate({ kind: "set", product_id, quantity }),
    remove: (product_id) =>
      owner === "visitor" ? visitorCart.remove(product_id) : change.mutate({ kind: "remove", product_id }),
    add: async (product, quantity, quietly = false) => {
      if (owner === "nobody") {
        toast.info("You are signed in to sell. Buying needs a buyer's account.");
        return false;
      }
      const expected = quantityOf(product.id) + quantity;
      const held =
        owner === "visitor" ? addAsVisitor(product, expected) : await addAsBuyer(product, quantity);
      if (held !== null && (held < expected || !quietly)) announce(product, held, expected);
      return held !== null && held > 0;
    },
  };

  async function addAsBuyer(product: Pick<Product, "id">, quantity: number): Promise<number | null> {
    const changed = await change
      .mutateAsync({ kind: "add", product_id: product.id, quantity })
      .catch(() => null);
    if (changed === null) return null;
    return changed.lines.find((line) => line.product_id === product.id)?.quantity ?? 0;
  }
}

function addAsVisitor(product: Pick<Product, "id" | "stock">, expected: number): number {
  const held = Math.min(expected, product.stock);
  if (held > 0) visitorCart.set({ product_id: product.id, quantity: held });
  return held;
}

function useAnnouncements() {
  const navigate = useNavigate();
  return (product: Pick<Product, "name">, held: number, expected: number) => {
    const view = { label: "View cart", run: () => void navigate("/cart") };
    if (held === 0) toast.danger(`“${product.name}” is sold out.`);
    else if (held < expected) toast.info(`Only ${held} in stock: your cart now has all of them.`, view);
    else toast.good("Added to your cart.", view);
  };
}

type Change =
  | { kind: "add" | "set"; product_id: string; quantity: number }
  | { kind: "remove"; product_id: string };

/** Changes of the buyer's cart that are on their way. */
export const cartChanges = ["cart"];

/** Sends changes one after another; what the user sees changes at once and is put right by the answer. */
function useCartChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: cartChanges,
    scope: { id: "cart" },
    mutationFn: (change: Change) => {
      if (change.kind === "remove") return removeLine(change.product_id);
      return change.kind === "add" ? addLine(change) : setLine(change);
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: serverCart.queryKey });
      if (change.kind === "add") return;
      const quantity = change.kind === "remove" ? 0 : change.quantity;
      queries.setQueryData(serverCart.queryKey, (cart: Cart | undefined) =>
        cart ? withQuantity(cart, change.product_id, quantity) : cart,
      );
    },
    onSuccess: (cart, change) => {
      // A later change is still on its way: its own answer will be the newer one.
      if (queries.isMutating({ mutationKey: cartChanges }) === 1)
        queries.setQueryData(serverCart.queryKey, cart);
      const line = cart.lines.find(({ product_id }) => product_id === change.product_id);
      if (change.kind === "set" && line && line.quantity < change.quantity)
        toast.info(`Only ${line.quantity} in stock: your cart now has all of them.`);
    },
    onError: (error) => {
      toast.danger(messageOf(error));
      void queries.invalidateQueries({ queryKey: serverCart.queryKey });
    },
  });
}

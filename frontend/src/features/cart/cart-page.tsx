import { ShoppingBasket } from "lucide-react";
import { cartOwner } from "@/cart/use-cart";
import { useCartLines } from "@/cart/use-cart-lines";
import { useLiveLines } from "@/cart/use-live-lines";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { OnlyForBuyers } from "@/session/require-buyer";
import { useSession } from "@/session/session";
import { CartContent } from "./cart-content";
import { CartSkeleton } from "./cart-skeleton";

export function CartPage() {
  usePageTitle("Cart");
  const session = useSession();
  const cart = useCartLines();
  const lines = useLiveLines(cart.lines);
  return (
    <div className="mx-auto flex max-w-7xl flex-col px-4 pt-6 max-lg:min-h-[calc(100dvh-7.25rem)] lg:px-8 lg:pt-10">
      <h1 className="font-display text-3xl lg:text-4xl">Your cart</h1>
      {content()}
    </div>
  );

  function content() {
    if (cartOwner(session) === "nobody") return <OnlyForBuyers />;
    if (session.status === "starting" || cart.isPending) return <CartSkeleton />;
    if (cart.error && lines.length === 0) return <ErrorState error={cart.error} onRetry={cart.retry} />;
    if (lines.length === 0) return <EmptyCart />;
    return <CartContent lines={lines} />;
  }
}

function EmptyCart() {
  return (
    <EmptyState
      icon={<ShoppingBasket />}
      title="Your cart is empty"
      action={
        <ButtonLink to="/products" size="lg">
          Look at the market
        </ButtonLink>
      }
    >
      <p>What you put in stays here, also when you come back another day.</p>
    </EmptyState>
  );
}

import { ShoppingBasket } from "lucide-react";
import { useCartLines } from "@/cart/use-cart-lines";
import { useLiveLines } from "@/cart/use-live-lines";
import { ButtonLink } from "@/components/ui/button";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { RequireBuyer } from "@/session/require-buyer";
import { useSession } from "@/session/session";
import { Review } from "./review";
import { UnansweredOrder } from "./unanswered-order";
import { usePlaceOrder } from "./use-place-order";

export function CheckoutPage() {
  usePageTitle("Checkout");
  const buyerId = useSession().user?.id;
  return <RequireBuyer>{buyerId && <Checkout key={buyerId} buyerId={buyerId} />}</RequireBuyer>;
}

function Checkout({ buyerId }: { buyerId: string }) {
  const cart = useCartLines();
  const lines = useLiveLines(cart.lines);
  const order = usePlaceOrder(buyerId);
  return (
    <div className="mx-auto flex max-w-7xl flex-col px-4 pt-6 max-lg:min-h-[calc(100dvh-7.25rem)] lg:px-8 lg:pt-10">
      <h1 className="font-display text-3xl lg:text-4xl">Checkout</h1>
      {content()}
    </div>
  );

  function content() {
    if (order.done) return <PageSkeleton />;
    if (order.unanswered) return <UnansweredOrder attempt={order.unanswered} order={order} />;
    if (cart.isPending) return <PageSkeleton />;
    if (cart.error && lines.length === 0) return <ErrorState error={cart.error} onRetry={cart.retry} />;
    if (lines.length === 0) return <NothingToOrder />;
    return <Review lines={lines} order={order} />;
  }
}

function NothingToOrder() {
  return (
    <EmptyState
      icon={<ShoppingBasket />}
      title="There is nothing to order"
      action={<ButtonLink to="/products">Look at the market</ButtonLink>}
    >
      <p>Your cart is empty. Put something in first.</p>
    </EmptyState>
  );
}

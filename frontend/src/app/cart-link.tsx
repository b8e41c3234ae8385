import { ShoppingBasket } from "lucide-react";
import { Link } from "react-router";
import { useCart } from "@/cart/use-cart";
import { useCartNews } from "@/cart/use-cart-news";
import { CountBadge } from "@/components/ui/count-badge";

/** The way to the cart, with how many pieces are in it, and a mark when some of them need a look. */
export function CartLink() {
  const { count } = useCart();
  const changed = useCartNews();
  const inWords = wordsOf(count, changed);
  return (
    <Link
      to="/cart"
      aria-label={inWords}
      title={changed > 0 ? inWords : undefined}
      className="relative flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-semibold hover:bg-sunken"
    >
      <ShoppingBasket aria-hidden />
      <span className="hidden lg:inline">Cart</span>
      <CountBadge count={count} marked={changed > 0} />
    </Link>
  );
}

function wordsOf(count: number, changed: number): string {
  if (count === 0) return "Cart, empty";
  const items = `Cart, ${count} ${count === 1 ? "item" : "items"}`;
  if (changed === 0) return items;
  return `${items}: ${changed === 1 ? "one product needs" : `${changed} products need`} a look`;
}

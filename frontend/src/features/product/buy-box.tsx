import { ShoppingBasket, Store } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { Product } from "@/api/types";
import { useCart } from "@/cart/use-cart";
import { Button } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import { MessageLink } from "@/presence/message-link";
import { OnlineDot } from "@/presence/person-name";
import { StockNote } from "@/products/stock-note";

/** Price, stock and the ways to buy. `product` is live: what is chosen never exceeds what is there. */
export function BuyBox({ product }: { product: Product }) {
  const withdrawn = product.status !== "active";
  return (
    <section
      aria-label="Buy"
      className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-5 sm:p-6"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Price amount={product.price} className="text-3xl" />
        <span role="status">{withdrawn ? "No longer for sale" : <StockNote stock={product.stock} />}</span>
      </div>
      {!withdrawn && product.stock > 0 ? (
        <BuyButtons product={product} />
      ) : (
        <Unavailable product={product}>
          {withdrawn
            ? "The seller no longer offers this."
            : "Somebody took the last one. Should the seller restock, this page shows it at once."}
        </Unavailable>
      )}
      <SoldBy product={product} />
    </section>
  );
}

function SoldBy({ product: { id, seller_id, seller_name } }: { product: Product }) {
  return (
    <div className="flex flex-col items-start gap-3 border-line border-t pt-4">
      <p className="flex items-start gap-3 text-ink-soft text-sm">
        <Store aria-hidden className="mt-0.5 size-5 shrink-0" />
        <span className="min-w-0">
          Sold by{" "}
          <Link
            to={`/products?seller_id=${seller_id}`}
            className="break-words font-semibold text-brand underline underline-offset-4"
          >
            {seller_name}
          </Link>
          <OnlineDot userId={seller_id} inWords />
          <span className="block">
            You pay when you pick it up; your confirmation names the day and the place.
          </span>
        </span>
      </p>
      <MessageLink userId={seller_id} about={{ kind: "product", id }} size="md" className="max-sm:w-full">
        Ask the seller
      </MessageLink>
    </div>
  );
}

function BuyButtons({ product }: { product: Product }) {
  const cart = useCart();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState(1);
  const [busy, setBusy] = useState<"add" | "buy" | null>(null);
  const quantity = Math.min(wanted, product.stock);
  const inCart = cart.quantityOf(product.id);

  async function add(): Promise<void> {
    setBusy("add");
    const added = await cart.add(product, quantity);
    setBusy(null);
    if (added) setWanted(1);
  }

  async function buyNow(): Promise<void> {
    setBusy("buy");
    const added = await cart.add(product, quantity, true);
    setBusy(null);
    if (added) await navigate("/checkout");
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <QuantityStepper
          label={`Quantity of ${product.name}`}
          value={quantity}
          max={product.stock}
          onChange={setWanted}
        />
        {inCart > 0 && (
          <Link to="/cart" className="font-semibold text-brand text-sm underline underline-offset-4">
            {inCart} in your cart
          </Link>
        )}
      </div>
      <div className="grid gap-3 sm:max-md:grid-cols-2 lg:grid-cols-2">
        <Button size="lg" busy={busy === "add"} onClick={add}>
          {busy !== "add" && <ShoppingBasket aria-hidden className="size-5" />}
          Add to cart
        </Button>
        <Button size="lg" look="accent" busy={busy === "buy"} onClick={buyNow}>
          Buy now
        </Button>
      </div>
    </div>
  );
}

function Unavailable({ product, children }: { product: Product; children: string }) {
  return (
    <p className="rounded-xl bg-sunken px-4 py-3">
      {children}{" "}
      <Link
        to={`/products?${new URLSearchParams({ category: product.category, in_stock: "true" })}`}
        className="font-semibold text-brand underline underline-offset-4"
      >
        See what else is in {product.category}
      </Link>
    </p>
  );
}

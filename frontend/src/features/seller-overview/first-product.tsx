import { Store } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";

/** For a shop that has nothing on its shelves and never sold anything in these days. */
export function FirstProduct() {
  return (
    <section className="mb-5 flex flex-wrap items-center gap-4 rounded-2xl bg-brand-tint p-5">
      <Store aria-hidden className="size-9 text-brand-strong" />
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-display text-xl">Your stall is ready</h2>
        <p className="text-ink-soft">
          Put your first product on the shelf: a name, a price, how many there are.
        </p>
      </div>
      <ButtonLink to="/seller/products/new">Add a product</ButtonLink>
    </section>
  );
}

import { ButtonLink } from "@/components/ui/button";
import { categoryPicture } from "@/config/category-pictures";
import { classNames } from "@/lib/class-names";

/** The market's gate: what this shop is, in one glance. */
export function Hero({ categories }: { categories: string[] }) {
  return (
    <section className="relative isolate overflow-hidden rounded-3xl bg-night text-on-night">
      <div
        aria-hidden
        className="absolute inset-0 -z-10 bg-[length:112px_112px] bg-[url(/images/zellige.svg)] opacity-[0.14]"
      />
      <div className="grid items-end gap-8 md:grid-cols-[1.1fr_1fr]">
        <div className="px-6 py-10 sm:px-10 md:py-16 lg:px-14 lg:py-20">
          <h1 className="font-display text-4xl leading-[1.08] sm:text-5xl lg:text-6xl">
            The market is open, and the shelves are live.
          </h1>
          <p className="mt-4 max-w-md text-lg opacity-90">
            Every count moves the moment somebody buys. What you see is what is there.
          </p>
          <div className="mt-7 flex flex-wrap gap-3">
            <ButtonLink to="/products" look="accent" size="lg">
              Browse the shelves
            </ButtonLink>
          </div>
        </div>
        <Arches categories={categories} />
      </div>
    </section>
  );
}

const arches = ["h-44 lg:h-56", "h-60 lg:h-80", "h-52 lg:h-64"];

function Arches({ categories }: { categories: string[] }) {
  return (
    <div aria-hidden className="hidden items-end gap-4 pr-10 md:flex lg:gap-5 lg:pr-14">
      {arches.map((height, index) => {
        const category = categories[index];
        return (
          <div
            key={height}
            className={classNames("flex-1 overflow-hidden rounded-t-full bg-accent-tint", height)}
          >
            {category && (
              <img
                src={categoryPicture(category)}
                alt=""
                width={600}
                height={600}
                fetchPriority="high"
                className="h-full w-full object-cover"
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

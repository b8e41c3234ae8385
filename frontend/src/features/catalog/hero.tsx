import { ButtonLink } from "@/components/ui/button";
import { gatePictures } from "@/config/shop-pictures";
import { classNames } from "@/lib/class-names";

/** The market's gate: what this shop is, in one glance. */
export function Hero() {
  return (
    <section className="relative isolate overflow-hidden rounded-3xl bg-night text-on-night">
      <div
        aria-hidden
        className="absolute inset-0 -z-10 bg-[length:112px_112px] bg-[url(/images/zellige.svg)] opacity-[0.14]"
      />
      <div className="grid items-end gap-8 md:grid-cols-[1.1fr_1fr]">
        <div className="px-6 py-9 sm:px-10 md:py-12 lg:px-14">
          <h1 className="font-display text-4xl leading-[1.1] sm:max-md:text-5xl lg:text-5xl">
            What you see on the shelf is really there.
          </h1>
          <p className="mt-4 max-w-md text-lg opacity-90">
            Every count here is live: it moves the moment somebody buys, in every open browser.
          </p>
          <div className="mt-7 flex flex-wrap gap-3">
            <ButtonLink to="/products" look="accent" size="lg">
              Browse the shelves
            </ButtonLink>
          </div>
        </div>
        <Arches />
      </div>
    </section>
  );
}

const arches = ["h-44 lg:h-52", "h-60 lg:h-72", "h-52 lg:h-60"];

function Arches() {
  return (
    <div aria-hidden className="hidden items-end gap-4 pr-10 md:flex lg:gap-5 lg:pr-14">
      {gatePictures.map((picture, index) => (
        <div
          key={picture}
          className={classNames("flex-1 overflow-hidden rounded-t-full bg-accent-tint", arches[index])}
        >
          <img
            src={picture}
            alt=""
            width={600}
            height={600}
            fetchPriority="high"
            className="h-full w-full object-cover dark:brightness-90"
          />
        </div>
      ))}
    </div>
  );
}

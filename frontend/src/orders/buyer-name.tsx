import type { Sale } from "@/api/types";

type Buyer = Pick<Sale["buyer"], "name" | "email">;

/** Who ordered, and how to reach them; of a deleted account nothing is left. */
export function BuyerName({ buyer }: { buyer: Buyer }) {
  if (buyer.name === null) return <span className="text-ink-soft">Deleted account</span>;
  return (
    <span className="block sm:min-w-36">
      <span className="block break-words">{buyer.name}</span>
      {buyer.email && (
        <a
          href={`mailto:${buyer.email}`}
          className="inline-block wrap-anywhere text-ink-soft text-sm underline-offset-4 hover:text-brand hover:underline"
        >
          {buyer.email}
        </a>
      )}
    </span>
  );
}

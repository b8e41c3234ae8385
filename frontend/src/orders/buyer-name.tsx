import type { Sale } from "@/api/types";
import { PersonName } from "@/presence/person-name";

/** Who ordered, and how to reach them; of a deleted account nothing is left. */
export function BuyerName({ buyer }: { buyer: Sale["buyer"] }) {
  return (
    <span className="block sm:min-w-36">
      <span className="block break-words">
        <PersonName id={buyer.id} name={buyer.name} />
      </span>
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

import type { RankedProduct, Ranking } from "@/api/types";

/** How a product's place changes. `places` is how many it moves by, `to` where it goes that is not shown. */
export type Move =
  | { kind: "new" | "gone" | "same" }
  | { kind: "up" | "down"; places: number }
  | { kind: "lower"; to: number };

/** Whether a search finds anything by its words, rather than showing what is new. */
export function findsSomething({ total, relaxed }: Ranking): boolean {
  return total > 0 && !relaxed.includes("text");
}

/** How the product at `rank` (from 1) of the ranking after the change has come there. */
export function moveTo({ other_rank }: RankedProduct, rank: number, before: Ranking): Move {
  if (other_rank === null || !findsSomething(before)) return { kind: "new" };
  if (other_rank === rank) return { kind: "same" };
  return other_rank > rank
    ? { kind: "up", places: other_rank - rank }
    : { kind: "down", places: rank - other_rank };
}

/** Where a product of the ranking before goes that is not among those shown after; null when it is. */
export function moveAway({ other_rank }: RankedProduct, after: Ranking): Move | null {
  if (other_rank === null || !findsSomething(after)) return { kind: "gone" };
  return other_rank > after.items.length ? { kind: "lower", to: other_rank } : null;
}

export function moveText(move: Move): string {
  switch (move.kind) {
    case "new":
      return "New near the top";
    case "gone":
      return "Gone from the top";
    case "same":
      return "Unchanged";
    case "lower":
      return `Down to place ${move.to}`;
    default:
      return `${move.kind === "up" ? "Up" : "Down"} ${move.places}`;
  }
}

/** What a change does to a search, in a sentence. */
export function changeText(before: Ranking, after: Ranking): string {
  const [found, finds] = [before, after].map((each) => (findsSomething(each) ? each.total : 0)) as [
    number,
    number,
  ];
  const isSame = after.items.every((item, index) => moveTo(item, index + 1, before).kind === "same");
  if (found === finds && (finds === 0 || (isSame && before.items.length === after.items.length)))
    return finds === 0 ? "Nothing is found, as before." : "Nothing changes for this search.";
  const fresh = after.items.filter((item, index) => moveTo(item, index + 1, before).kind === "new").length;
  const products = `${finds.toLocaleString("en-US")} ${finds === 1 ? "product" : "products"}`;
  const instead = found === finds ? "as many as before" : `instead of ${found.toLocaleString("en-US")}`;
  const near = fresh === 0 || finds === 0 ? "" : ` ${fresh} near the top ${fresh === 1 ? "is" : "are"} new.`;
  return `Finds ${products}, ${instead}.${near}`;
}

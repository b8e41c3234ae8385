import type { ModeratedProduct } from "@/api/types";

type Waiting = NonNullable<ModeratedProduct["unreviewed"]>;

const names: Record<Waiting["changes"][number], string> = {
  new: "new",
  name: "name",
  description: "description",
  category: "category",
  images: "pictures",
};

/** "New on the market", or "Name and pictures changed". */
export function changesText({ changes }: Waiting): string {
  if (changes.includes("new")) return "New on the market";
  const [last = "", ...others] = changes.map((change) => names[change]).reverse();
  const list = others.length > 0 ? `${others.reverse().join(", ")} and ${last}` : last;
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} changed`;
}

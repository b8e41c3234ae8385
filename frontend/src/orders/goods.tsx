import type { Sale } from "@/api/types";

/** "3 × Copper kettle and 2 more" */
export function Goods({ lines }: { lines: Sale["product_list"] }) {
  const [first] = lines;
  if (!first) return null;
  return (
    <span className="block sm:min-w-36">
      <span className="line-clamp-2">
        {first.quantity} × {first.name}
      </span>
      {lines.length > 1 && <span className="text-ink-soft text-sm">and {lines.length - 1} more</span>}
    </span>
  );
}

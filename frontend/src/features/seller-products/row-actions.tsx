import { PackagePlus, Pencil, Scale, ScrollText, Trash2 } from "lucide-react";
import { Link } from "react-router";
import type { Product } from "@/api/types";
import { IconButton } from "@/components/ui/button";

export type Act = "restock" | "adjust" | "delete";

interface RowActionsProps {
  product: Product;
  onAct: (act: Act) => void;
}

const iconLink =
  "inline-grid size-11 shrink-0 place-items-center rounded-xl text-ink transition-colors hover:bg-sunken";

/** Each names its product, so that a list of buttons read aloud makes sense. */
export function RowActions({ product: { id, name }, onAct }: RowActionsProps) {
  return (
    <>
      <Link to={`/seller/products/${id}`} className={iconLink} aria-label={`Edit ${name}`} title="Edit">
        <Pencil aria-hidden className="size-5" />
      </Link>
      <IconButton label={`Restock ${name}`} title="Restock" onClick={() => onAct("restock")}>
        <PackagePlus aria-hidden className="size-5" />
      </IconButton>
      <IconButton
        label={`Correct the stock of ${name}`}
        title="Correct the stock"
        onClick={() => onAct("adjust")}
      >
        <Scale aria-hidden className="size-5" />
      </IconButton>
      <Link
        to={`/seller/products/${id}/log`}
        className={iconLink}
        aria-label={`Stock log of ${name}`}
        title="Stock log"
      >
        <ScrollText aria-hidden className="size-5" />
      </Link>
      <IconButton label={`Delete ${name}`} title="Delete" onClick={() => onAct("delete")}>
        <Trash2 aria-hidden className="size-5 text-danger" />
      </IconButton>
    </>
  );
}

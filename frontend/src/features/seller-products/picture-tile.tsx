import { ArrowLeft, ArrowRight, CircleAlert, X } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { IconButton } from "@/components/ui/button";
import { formatShare } from "@/lib/numbers";
import { ProductPicture } from "@/products/product-picture";
import type { PictureItem } from "./picture-list";

interface PictureTileProps {
  item: PictureItem;
  /** From 1. */
  place: number;
  of: number;
  category: string;
  busy: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

export function PictureTile({ item, place, of, category, busy, onMove, onRemove }: PictureTileProps) {
  const name = `picture ${place} of ${of}`;
  const moving = useMoving(place);
  return (
    <li className="flex flex-col overflow-hidden rounded-xl border border-line bg-sunken">
      <div className="relative">
        <Shown item={item} alt={`${name[0]?.toUpperCase()}${name.slice(1)}`} category={category} />
        {place === 1 && (
          <span className="absolute top-1.5 left-1.5 rounded-full bg-night px-2.5 py-0.5 font-semibold text-on-night text-sm">
            First
          </span>
        )}
        <State item={item} name={name} />
      </div>
      <div className="flex justify-between bg-surface">
        <IconButton
          ref={moving.earlier}
          label={`Move ${name} earlier`}
          disabled={busy || place === 1}
          onClick={() => {
            moving.by("earlier");
            onMove(-1);
          }}
        >
          <ArrowLeft aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={`Remove ${name}`} disabled={busy} onClick={onRemove}>
          <X aria-hidden className="size-5 text-danger" />
        </IconButton>
        <IconButton
          ref={moving.later}
          label={`Move ${name} later`}
          disabled={busy || place === of}
          onClick={() => {
            moving.by("later");
            onMove(1);
          }}
        >
          <ArrowRight aria-hidden className="size-5" />
        </IconButton>
      </div>
    </li>
  );
}

function Shown({ item, alt, category }: { item: PictureItem; alt: string; category: string }) {
  if (item.kind === "kept")
    return <ProductPicture image={item.path} category={category} alt={alt} sizes="16rem" />;
  return <img src={item.url} alt={alt} className="aspect-square w-full object-cover" />;
}

/** How far a file is, or why it was not taken. */
function State({ item, name }: { item: PictureItem; name: string }) {
  if (item.kind === "kept") return null;
  const place = "absolute inset-x-0 bottom-0 bg-surface/95 px-2.5 py-1.5 text-sm";
  if (item.problem)
    return (
      <p className={`${place} flex gap-1.5 font-medium text-danger`}>
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {item.problem}
      </p>
    );
  if (item.sent === null) return <p className={`${place} text-ink-soft`}>Added when you save</p>;
  return (
    <p className={place}>
      <progress
        aria-label={`Sending ${name}`}
        value={item.sent}
        max={1}
        className="block h-2 w-full accent-brand"
      />
      {item.sent < 1 ? formatShare(item.sent) : "Being made ready"}
    </p>
  );
}

/** The tile's buttons keep the focus while it wanders; at either end the other button takes it. */
function useMoving(place: number) {
  const earlier = useRef<HTMLButtonElement>(null);
  const later = useRef<HTMLButtonElement>(null);
  const pressed = useRef<"earlier" | "later" | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new place that asks for the focus.
  useLayoutEffect(() => {
    if (pressed.current === null) return;
    const [wanted, other] = pressed.current === "earlier" ? [earlier, later] : [later, earlier];
    pressed.current = null;
    (wanted.current?.disabled ? other : wanted).current?.focus();
  }, [place]);

  return {
    earlier,
    later,
    by: (direction: "earlier" | "later") => {
      pressed.current = direction;
    },
  };
}

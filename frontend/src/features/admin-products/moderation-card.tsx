import { Ban, Check, Undo2 } from "lucide-react";
import { useId } from "react";
import { Link } from "react-router";
import type { ModeratedProduct } from "@/api/types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatPrice } from "@/lib/money";
import { OnlineDot } from "@/presence/person-name";
import { Thumbnail } from "@/products/thumbnail";
import { onCardKey } from "./card-keys";
import { changesText } from "./changes";

export interface CardActions {
  onReview: () => void;
  onDisable: () => void;
  onEnable: () => void;
}

/** One product to look at, with what an admin can do about it, also by keys. */
export function ModerationCard({ product, ...actions }: { product: ModeratedProduct } & CardActions) {
  const id = useId();
  const { unreviewed } = product;
  const byAdmin = product.disabled_by === "admin";
  const keys = {
    ...(unreviewed && { f: actions.onReview }),
    ...(byAdmin ? { e: actions.onEnable } : { d: actions.onDisable }),
  };
  return (
    <article
      data-card
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a card takes the focus, so that keys can act on it.
      tabIndex={0}
      aria-labelledby={id}
      onKeyDown={(event) => onCardKey(event, keys)}
      className="grid gap-4 rounded-2xl border border-line bg-surface p-4 focus-visible:outline-3 focus-visible:outline-brand sm:grid-cols-[9rem_minmax(0,1fr)] lg:grid-cols-[11rem_minmax(0,1fr)]"
    >
      <Pictures product={product} />
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          {unreviewed && <Badge tone="accent">{changesText(unreviewed)}</Badge>}
          {byAdmin && <Badge tone="danger">Disabled</Badge>}
          {product.disabled_by === "account" && <Badge>Off sale with its seller</Badge>}
          {unreviewed && (
            <span className="text-ink-soft text-sm">
              <TimeAgo moment={unreviewed.changed_at} />
            </span>
          )}
        </div>
        <h2 id={id} className="font-semibold text-lg leading-snug [overflow-wrap:anywhere]">
          <Link
            to={`/products/${product.id}`}
            className="underline-offset-4 hover:text-brand hover:underline"
          >
            {product.name}
          </Link>
        </h2>
        <Facts product={product} />
        {byAdmin && product.disabled_reason && (
          <p className="rounded-xl bg-danger-tint px-3 py-2 text-danger [overflow-wrap:anywhere]">
            <span className="sr-only">Reason: </span>
            {product.disabled_reason}
          </p>
        )}
        {product.description && (
          <p className="line-clamp-4 max-w-prose whitespace-pre-line text-ink-soft [overflow-wrap:anywhere]">
            {product.description}
          </p>
        )}
        <div className="mt-auto flex flex-wrap gap-2 pt-2">
          {unreviewed && (
            <Button size="sm" onClick={actions.onReview} aria-label={`${product.name} is fine`}>
              <Check aria-hidden className="size-5" />
              Fine
            </Button>
          )}
          {byAdmin ? (
            <Button look="outline" size="sm" onClick={actions.onEnable} aria-label={`Enable ${product.name}`}>
              <Undo2 aria-hidden className="size-5" />
              Enable
            </Button>
          ) : (
            <Button
              look="danger"
              size="sm"
              onClick={actions.onDisable}
              aria-label={`Disable ${product.name}`}
            >
              <Ban aria-hidden className="size-5" />
              Disable…
            </Button>
          )}
        </div>
      </div>
    </article>
  );
}

function Facts({ product }: { product: ModeratedProduct }) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 text-ink-soft text-sm">
      <Link
        to={`/admin/users/${product.seller_id}`}
        className="inline-flex min-h-11 items-center font-semibold text-brand underline-offset-4 hover:underline sm:min-h-0"
      >
        {product.seller_name}
        <OnlineDot userId={product.seller_id} />
      </Link>
      <span className="tabular-nums">{formatPrice(product.price)}</span>
      <span>{product.category}</span>
      <span className="tabular-nums">{product.stock.toLocaleString("en-US")} in stock</span>
    </p>
  );
}

const othersAtMost = 3;

function Pictures({ product }: { product: ModeratedProduct }) {
  const [first = null, ...others] = product.images;
  const { category } = product;
  return (
    <div className="flex gap-2 sm:flex-col">
      <Thumbnail of={{ image: first, category }} className="w-32 sm:w-full" />
      {others.length > 0 && (
        <div className="grid grid-cols-2 content-start gap-2 sm:grid-cols-3">
          {others.slice(0, othersAtMost).map((image) => (
            <Thumbnail key={image} of={{ image, category }} className="w-14 sm:w-full" />
          ))}
        </div>
      )}
    </div>
  );
}

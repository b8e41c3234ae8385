import { Clock, Search, Shapes, Tag } from "lucide-react";
import { type MouseEvent, useId } from "react";
import { Link } from "react-router";
import { Marked } from "@/components/ui/marked";
import { Price } from "@/components/ui/price";
import { classNames } from "@/lib/class-names";
import { Thumbnail } from "@/products/thumbnail";
import type { Choice, Group } from "./choices";

interface ListProps {
  words: string;
  active: Choice | null;
  /** Of the option's element, which the box points at while it is active. */
  idOf: (choice: Choice) => string;
  onChosen: (choice: Choice) => void;
}

const icons = { text: Search, category: Shapes, brand: Tag, recent: Clock, search: Search };

/** A group of options under its heading. */
export function ChoiceGroup({ group, ...list }: ListProps & { group: Group }) {
  const headingId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, not fieldsets.
    <div role="group" aria-labelledby={headingId} className="pb-1.5">
      <p id={headingId} role="presentation" className={groupHeadClass}>
        {group.title}
      </p>
      {group.choices.map((choice) => (
        <ChoiceRow key={choice.to} choice={choice} {...list} />
      ))}
    </div>
  );
}

export const groupHeadClass = "flex h-9 items-end px-3 pb-1 font-semibold text-ink-soft text-sm";

export function ChoiceRow({ choice, words, active, idOf, onChosen }: ListProps & { choice: Choice }) {
  const isActive = active?.to === choice.to;
  return (
    <Link
      id={idOf(choice)}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      to={choice.to}
      onMouseDown={keepFocus}
      onClick={() => onChosen(choice)}
      className={classNames(
        "flex min-h-11 items-center gap-3 rounded-xl px-3 py-1.5",
        isActive ? "bg-brand-tint outline-2 outline-brand -outline-offset-2" : "hover:bg-sunken",
      )}
    >
      {choice.kind === "product" ? (
        <ProductChoice choice={choice} words={words} />
      ) : (
        <TextChoice choice={choice} words={words} />
      )}
    </Link>
  );
}

/** The pointer chooses without taking the focus, and a phone's keyboard, from the box. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

type OfKind<K extends Choice["kind"]> = Extract<Choice, { kind: K }>;

function ProductChoice({ choice, words }: { choice: OfKind<"product">; words: string }) {
  const { image, category, brand, price } = choice.product;
  return (
    <>
      <Thumbnail of={{ image, category }} className="size-10" />
      <span className="min-w-0 flex-1">
        <Label text={choice.label} words={words} />{" "}
        {brand && <span className="block truncate text-ink-soft text-sm">{brand}</span>}
      </span>{" "}
      <Price amount={price} />
    </>
  );
}

function TextChoice({ choice, words }: { choice: Exclude<Choice, { kind: "product" }>; words: string }) {
  const Icon = icons[choice.kind];
  return (
    <>
      <Icon aria-hidden className="size-5 shrink-0 text-ink-soft" />
      {choice.kind === "search" ? (
        <span className="min-w-0 flex-1 truncate">
          See all results for <strong className="font-semibold">“{choice.label}”</strong>
        </span>
      ) : (
        <span className="min-w-0 flex-1">
          <Label text={choice.label} words={words} />
        </span>
      )}
      {"count" in choice && (
        <span className="text-ink-soft text-sm tabular-nums">
          {" "}
          {choice.count.toLocaleString("en-US")} {choice.count === 1 ? "product" : "products"}
        </span>
      )}
    </>
  );
}

function Label({ text, words }: { text: string; words: string }) {
  return (
    <span className="line-clamp-2 leading-snug [overflow-wrap:anywhere]">
      <Marked text={text} words={words} typing className="bg-transparent font-bold text-brand" />
    </span>
  );
}

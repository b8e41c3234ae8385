import { Search, X } from "lucide-react";
import type { ComponentPropsWithRef } from "react";

interface SearchInputProps extends Omit<ComponentPropsWithRef<"input">, "type" | "className" | "value"> {
  /** "text" where it is a combobox, which a search field must not be. */
  type?: "search" | "text";
  value: string;
  /** Somebody wants to begin anew. */
  onClear: () => void;
}

/** A round field to search in, with a button that empties it. The element around it must be positioned. */
export function SearchInput({ type = "search", value, onClear, ...input }: SearchInputProps) {
  return (
    <>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-ink-soft"
      />
      <input
        type={type}
        enterKeyHint="search"
        autoComplete="off"
        value={value}
        {...input}
        className="min-h-11 w-full rounded-full border border-line-strong bg-surface pr-11 pl-11 placeholder:text-ink-soft hover:border-brand [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== "" && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={onClear}
          className="absolute top-0 right-0 grid size-11 place-items-center rounded-full text-ink-soft hover:text-ink"
        >
          <X aria-hidden className="size-5" />
        </button>
      )}
    </>
  );
}

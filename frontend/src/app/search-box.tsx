import { Search, X } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";

const pause_ms = 300;

/** Searches while one types on the catalog's pages, elsewhere with Enter. The words live in the URL. */
export function SearchBox() {
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const inCatalog = pathname === "/" || pathname === "/products";
  const current = inCatalog ? (params.get("search") ?? "") : "";
  const [text, setText] = useState(current);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Back, forward and cleared filters change the words too; what is being typed is left alone.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(current);
  }, [current]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function search(words: string, replace: boolean): void {
    clearTimeout(timer.current);
    const next = new URLSearchParams(inCatalog ? params : undefined);
    next.delete("page");
    if (words.trim() === "") next.delete("search");
    else next.set("search", words.trim());
    void navigate(`/products?${next}`, { replace, preventScrollReset: inCatalog });
  }

  function type(words: string): void {
    setText(words);
    clearTimeout(timer.current);
    if (inCatalog) timer.current = setTimeout(() => search(words, current !== ""), pause_ms);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    search(text, false);
    input.current?.blur();
  }

  return (
    <search className="block w-full">
      <form onSubmit={submit} className="relative w-full">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-ink-soft"
        />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          aria-label="Search products"
          placeholder="Search the market"
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => type(event.target.value)}
          className="min-h-11 w-full rounded-full border border-line-strong bg-surface pr-11 pl-11 placeholder:text-ink-soft hover:border-brand [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== "" && (
          <button
            type="button"
            aria-label="Clear the search"
            onClick={() => {
              setText("");
              if (inCatalog) search("", false);
              input.current?.focus();
            }}
            className="absolute top-0 right-0 grid size-11 place-items-center rounded-full text-ink-soft hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </button>
        )}
      </form>
    </search>
  );
}

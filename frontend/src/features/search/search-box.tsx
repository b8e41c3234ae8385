import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { useNavigate } from "react-router";
import { SearchInput } from "@/components/ui/search-input";
import { type Choice, listOf } from "./choices";
import { recentSearches } from "./recent-searches";
import { SuggestionPanel } from "./suggestion-panel";
import { useActiveChoice } from "./use-active-choice";
import { useSearchPanel } from "./use-search-panel";
import { useSearchText } from "./use-search-text";

const textAtMost = 200;

/** Suggests while one types; what is searched with Enter is in the URL, each search a step in the history. */
export function SearchBox() {
  const { text, setText, current, verbatim, open, setOpen, around } = useSearchText();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const panel = useSearchPanel(text, open);
  const { listId, active, activeId, idOf, move, reset } = useActiveChoice(panel?.choices ?? []);

  function show(): void {
    if (!open) reset();
    setOpen(true);
  }

  function type(words: string): void {
    setText(words);
    reset();
    setOpen(true);
  }

  function leave(): void {
    setOpen(false);
    input.current?.blur();
  }

  function chosen({ kind, label }: Choice): void {
    if (kind !== "product" && kind !== "category" && kind !== "brand") recentSearches.remember(label);
    leave();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (active) {
      chosen(active);
      void navigate(active.to);
      return;
    }
    const words = text.trim();
    recentSearches.remember(words);
    leave();
    // A search from the box is never verbatim, also when only that is new about it.
    if (words !== current || verbatim) void navigate(listOf(words === "" ? {} : { search: words }));
  }

  function forget({ label }: Choice): void {
    recentSearches.forget(label);
    input.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    if (event.key === "Delete" && active?.kind === "recent") forget(active);
    else if (!panel && event.key.startsWith("Arrow")) show();
    else move(event);
  }

  return (
    <search className="block w-full">
      <div className="md:relative" {...around}>
        <form onSubmit={submit} className="relative w-full">
          <SearchInput
            ref={input}
            type="text"
            role="combobox"
            aria-label="Search products"
            aria-autocomplete="list"
            aria-expanded={panel !== null}
            aria-controls={panel ? listId : undefined}
            aria-activedescendant={activeId}
            placeholder="Search the market"
            inputMode="search"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={textAtMost}
            value={text}
            onFocus={() => text === "" && show()}
            onClick={show}
            onKeyDown={press}
            onChange={(event) => type(event.target.value)}
            onClear={() => {
              type("");
              input.current?.focus();
            }}
          />
        </form>
        {panel && (
          <SuggestionPanel
            id={listId}
            panel={panel}
            active={active}
            idOf={idOf}
            onChosen={chosen}
            onForget={forget}
          />
        )}
        <p role="status" className="sr-only">
          {panel?.summary}
        </p>
      </div>
    </search>
  );
}

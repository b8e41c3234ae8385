import { X } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { charactersAtMost, withWords } from "./words";

/** The words so far, and what is being typed in the field. */
export interface Draft {
  words: string[];
  text: string;
}

interface WordsFieldProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: string | undefined;
}

/** The words of a group, each to be removed by a click, and a field in which a comma or Enter adds one. */
export function WordsField({ draft: { words, text }, onChange, error }: WordsFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [news, setNews] = useState("");

  function add(typed: string): void {
    const all = withWords(words, typed);
    const added = all.slice(words.length);
    const known = withWords([], typed);
    onChange({ words: all, text: "" });
    if (added.length > 0) setNews(`Added ${added.join(", ")}.`);
    else if (known.length > 0) setNews(`${known.join(", ")} is there already.`);
  }

  function remove(word: string): void {
    onChange({ words: words.filter((other) => other !== word), text });
    setNews(`Removed ${word}.`);
    input.current?.focus();
  }

  function type(typed: string): void {
    if (/[,\n]/.test(typed)) add(typed);
    else onChange({ words, text: typed });
  }

  function press(event: KeyboardEvent): void {
    const last = words.at(-1);
    if (event.key === "Enter" && !event.nativeEvent.isComposing && text.trim() !== "") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && last !== undefined) {
      event.preventDefault();
      onChange({ words: words.slice(0, -1), text: last });
      setNews(`${last} can be changed.`);
    }
  }

  function leave({ relatedTarget }: FocusEvent): void {
    // On the way to a button nothing may move: it would be missed.
    if (relatedTarget instanceof HTMLInputElement && text.trim() !== "") add(text);
  }

  return (
    <Field
      label="Words and phrases that mean the same"
      hint="Press Enter or type a comma after each. Singular and plural are the same to the search."
      error={error}
      required
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2 rounded-xl border border-line-strong bg-surface p-1.5 hover:border-brand has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-brand has-[input:focus-visible]:outline-offset-2 has-aria-invalid:border-2 has-aria-invalid:border-danger">
          <ul aria-label="Words of the group" className="contents">
            {words.map((word) => (
              <li key={word} className="max-w-full">
                <button
                  type="button"
                  aria-label={`Remove ${word}`}
                  onClick={() => remove(word)}
                  className="inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-3xl bg-brand-tint py-1 pr-3 pl-4 text-left font-medium text-brand-strong hover:bg-sunken sm:min-h-9"
                >
                  <span className="min-w-0 wrap-anywhere">{word}</span>
                  <X aria-hidden className="size-4 shrink-0" />
                </button>
              </li>
            ))}
          </ul>
          <input
            {...control}
            ref={(element) => {
              // What a dialog focuses when it opens.
              element?.setAttribute("autofocus", "");
              input.current = element;
            }}
            value={text}
            maxLength={charactersAtMost * 10}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="enter"
            placeholder={words.length === 0 ? "laptop" : "another word or phrase"}
            onChange={(event) => type(event.target.value)}
            onKeyDown={press}
            onBlur={leave}
            className="min-h-11 min-w-40 flex-1 bg-transparent px-2 outline-none placeholder:text-ink-soft sm:min-h-9"
          />
          <span role="status" className="sr-only">
            {news}
          </span>
        </div>
      )}
    </Field>
  );
}

import { useEffect, useRef, useState } from "react";
import { SearchInput } from "@/components/ui/search-input";

const pause_ms = 250;
const wordsAtMost = 100;

interface SearchFieldProps {
  text: string;
  /** After a pause in typing. */
  onChange: (text: string) => void;
}

export function SearchField({ text, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => onChange(typed), pause_ms);
    return () => clearTimeout(timer);
  }, [typed, onChange]);

  function clear(): void {
    setTyped("");
    onChange("");
    input.current?.focus();
  }

  return (
    <search className="relative block">
      <SearchInput
        ref={input}
        aria-label="Search my messages"
        placeholder="Search my messages"
        maxLength={wordsAtMost}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && clear()}
        onClear={clear}
      />
    </search>
  );
}

import { ClipboardPaste, FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { classNames } from "@/lib/class-names";

interface FileDropProps {
  /** What the file dialog offers: ".csv,text/csv" */
  accept: string;
  label: string;
  hint: ReactNode;
  busy: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on, which is also the button that opens the file dialog. */
export function FileDrop({ accept, label, hint, busy, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const hintId = useId();

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed px-4 py-8 text-center transition-colors",
        over ? "border-brand bg-brand-tint" : "border-line-strong bg-sunken/40",
      )}
    >
      <FileUp aria-hidden className="size-9 text-brand" />
      <Button busy={busy} aria-describedby={hintId} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // the same file again, after it was mended, must count as chosen
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <p id={hintId} className="max-w-prose text-ink-soft text-sm">
        {hint}
      </p>
    </div>
  );
}

/** For cells that were copied in a spreadsheet. */
export function PasteBox({ busy, onPaste }: { busy: boolean; onPaste: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const id = useId();
  if (!open)
    return (
      <Button look="ghost" onClick={() => setOpen(true)}>
        <ClipboardPaste aria-hidden className="size-5" />
        Paste cells instead
      </Button>
    );
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-semibold">
        Cells from a spreadsheet, with their header
      </label>
      <Textarea
        id={id}
        autoFocus
        rows={7}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={"sku\tprice\tstock\nLAMP-1\t19.50\t12"}
        className="font-mono text-sm"
      />
      <Button className="self-start" busy={busy} disabled={text.trim() === ""} onClick={() => onPaste(text)}>
        Show the changes
      </Button>
    </div>
  );
}

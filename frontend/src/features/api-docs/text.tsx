import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";

/** Text in paragraphs; what stands between backticks is code. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return text.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph} className={classNames("max-w-prose wrap-anywhere", className)}>
      {paragraph.split(/(`[^`]+`)/).map((part, index) => {
        const key = `${index}${part}`;
        return part.startsWith("`") ? <Code key={key}>{part.slice(1, -1)}</Code> : part;
      })}
    </p>
  ));
}

export function Code({ children }: { children: string }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.9em] text-ink">{children}</code>;
}

const methodTones: Record<string, string> = {
  GET: "bg-brand-tint text-brand-strong",
  POST: "bg-good-tint text-good",
  DELETE: "bg-danger-tint text-danger",
};

export function MethodBadge({ method }: { method: string }) {
  return (
    <span
      className={classNames(
        "inline-grid min-w-18 place-items-center rounded-lg px-2 py-0.5 font-bold font-mono text-sm",
        methodTones[method] ?? "bg-accent-tint text-accent-text",
      )}
    >
      {method}
    </span>
  );
}

/** Code to read and to take along; `label` says what it is. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="overflow-hidden rounded-xl border border-line bg-sunken">
      <figcaption className="flex min-h-11 items-center justify-between border-line border-b pl-4 font-semibold text-ink-soft text-sm">
        {label}
        <CopyButton label={label} text={code} />
      </figcaption>
      <pre className="whitespace-pre-wrap px-4 py-3 font-mono text-ink text-sm wrap-anywhere">
        <code>{code}</code>
      </pre>
    </figure>
  );
}

const thanks_ms = 2_000;

function CopyButton({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), thanks_ms);
    return () => clearTimeout(timer);
  }, [copied]);

  // Browsers give the clipboard to localhost and to HTTPS only.
  if (!navigator.clipboard) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
      <IconButton label={`Copy: ${label}`} onClick={() => void copy()}>
        {copied ? (
          <Check aria-hidden className="size-4 text-good" />
        ) : (
          <Copy aria-hidden className="size-4" />
        )}
      </IconButton>
    </>
  );
}

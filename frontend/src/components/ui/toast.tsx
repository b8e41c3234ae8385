import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "@/lib/class-names";
import { createStore, useStore } from "@/lib/store";
import { IconButton } from "./button";

type Tone = "good" | "info" | "danger";

interface ToastAction {
  label: string;
  run: () => void;
}

interface Toast {
  id: number;
  tone: Tone;
  text: string;
  action: ToastAction | undefined;
}

const shownAtMost = 3;
const lifetime_ms = 5_000;
const tick_ms = 250;
const store = createStore<readonly Toast[]>([]);
let lastId = 0;

function show(tone: Tone, text: string, action?: ToastAction): void {
  lastId += 1;
  const others = store.get().filter((toast) => toast.text !== text);
  store.set([...others, { id: lastId, tone, text, action }].slice(-shownAtMost));
}

function dismiss(id: number): void {
  store.set(store.get().filter((toast) => toast.id !== id));
}

/** A short message in the corner, read out by screen readers: `toast.good("Added to your cart")`. */
export const toast = {
  good: (text: string, action?: ToastAction) => show("good", text, action),
  info: (text: string, action?: ToastAction) => show("info", text, action),
  danger: (text: string, action?: ToastAction) => show("danger", text, action),
};

/** Where toasts appear. Rendered once, by the layout. */
export function Toaster() {
  const toasts = useStore(store);
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(1rem+var(--bottom-bar,0px))] z-50 flex flex-col items-center gap-2 sm:left-auto sm:items-end"
    >
      {toasts.map((item) => (
        <ToastCard key={item.id} toast={item} />
      ))}
    </section>
  );
}

const icons = { good: CircleCheck, info: Info, danger: CircleAlert };
const iconTones = { good: "text-good", info: "text-brand", danger: "text-danger" };

function ToastCard({ toast: { id, tone, text, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    let left_ms = lifetime_ms;
    const timer = setInterval(() => {
      // Below a dialog it is not seen: its time is that after it.
      if (!document.querySelector("dialog[open]")) left_ms -= tick_ms;
      if (left_ms <= 0) dismiss(id);
    }, tick_ms);
    return () => clearInterval(timer);
  }, [id, held]);

  const Icon = icons[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the time is a courtesy, not a control.
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-sm animate-rise items-center gap-3 rounded-2xl border border-line bg-surface py-1.5 pr-1.5 pl-4 text-ink shadow-lg"
    >
      <Icon aria-hidden className={classNames("size-5 shrink-0", iconTones[tone])} />
      <p className="min-w-0 flex-1 py-1.5 text-sm wrap-anywhere">{text}</p>
      {action && (
        <button
          type="button"
          className="min-h-11 rounded-lg px-2 font-semibold text-brand text-sm hover:underline"
          onClick={() => {
            action.run();
            dismiss(id);
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton label="Dismiss" onClick={() => dismiss(id)}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

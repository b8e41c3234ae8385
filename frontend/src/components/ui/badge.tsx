import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

export type BadgeTone = "neutral" | "brand" | "accent" | "good" | "danger";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-ink-soft",
  brand: "bg-brand-tint text-brand-strong",
  accent: "bg-accent-tint text-accent-text",
  good: "bg-good-tint text-good",
  danger: "bg-danger-tint text-danger",
};

export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 rounded-full px-2.5 py-0.5 font-semibold text-sm whitespace-nowrap",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}

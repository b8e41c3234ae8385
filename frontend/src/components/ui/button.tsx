import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { Link, type LinkProps } from "react-router";
import { classNames } from "@/lib/class-names";

export type ButtonLook = "primary" | "accent" | "soft" | "outline" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex items-center justify-center gap-2 rounded-xl font-semibold whitespace-nowrap select-none " +
  "transition-colors disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55";

const looks: Record<ButtonLook, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong",
  accent: "bg-accent text-on-accent hover:bg-accent-strong",
  soft: "bg-brand-tint text-brand-strong hover:bg-brand hover:text-on-brand",
  outline: "border border-line-strong bg-surface text-ink hover:border-brand hover:text-brand",
  ghost: "text-ink hover:bg-sunken",
  danger: "border border-danger text-danger hover:bg-danger-tint",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-11 px-3.5 text-sm sm:min-h-10",
  md: "min-h-11 px-5",
  lg: "min-h-13 px-7 text-lg",
};

interface Look {
  look?: ButtonLook;
  size?: ButtonSize;
}

export function buttonClass({ look = "primary", size = "md" }: Look = {}, extra?: string): string {
  return classNames(base, looks[look], sizes[size], extra);
}

/** While `busy` the button spins and does nothing, yet keeps its focus and its width. */
export function Button({
  look,
  size,
  busy = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      type={type}
      className={buttonClass({ look, size }, className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="size-5 animate-spin" />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ look, size, className, ...rest }: LinkProps & Look) {
  return <Link className={buttonClass({ look, size }, className)} {...rest} />;
}

/** A square button with an icon only; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={classNames(
        "relative inline-grid size-11 shrink-0 place-items-center rounded-xl text-ink transition-colors hover:bg-sunken disabled:opacity-45",
        className,
      )}
      {...rest}
    />
  );
}

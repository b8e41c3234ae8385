import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { ApiProblem, messageOf } from "@/api/problem";
import { Button } from "./button";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** An icon from lucide-react, drawn inside the arch. */
  icon: ReactNode;
  /** The way out: a button or a link. */
  action?: ReactNode;
  /** It is the whole page, so its title is the page's heading. */
  page?: boolean;
}

/** Nothing to show, and what one can do about it. */
export function EmptyState({ title, children, icon, action, page = false }: EmptyStateProps) {
  const Heading = page ? "h1" : "h2";
  return (
    <section className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-16 text-center">
      <div
        aria-hidden
        className="grid h-28 w-24 place-items-center rounded-t-full border border-line bg-sunken text-brand [&_svg]:size-9"
      >
        {icon}
      </div>
      <Heading className="font-display text-2xl">{title}</Heading>
      {children && <div className="text-ink-soft wrap-anywhere">{children}</div>}
      {action}
    </section>
  );
}

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  page?: boolean;
}

/** A failed load: what happened, what to do, and a way to try again. */
export function ErrorState({ error, onRetry, page = false }: ErrorStateProps) {
  const Heading = page ? "h1" : "h2";
  const requestId = error instanceof ApiProblem ? error.requestId : null;
  return (
    <section
      role="alert"
      className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-16 text-center"
    >
      <Heading className="font-display text-2xl">
        {error instanceof ApiProblem ? error.title : "That did not work"}
      </Heading>
      <p className="text-ink-soft wrap-anywhere">{messageOf(error)}</p>
      <Button onClick={onRetry}>
        <RotateCw aria-hidden className="size-5" />
        Try again
      </Button>
      {requestId && <p className="text-ink-soft text-sm">If you write to us, name this: {requestId}</p>}
    </section>
  );
}

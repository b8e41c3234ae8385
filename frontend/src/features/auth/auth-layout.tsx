import type { ReactNode } from "react";
import { Link, Navigate, useSearchParams } from "react-router";
import { PageSkeleton } from "@/components/ui/skeleton";
import { nextPath } from "@/session/require-session";
import { useSession } from "@/session/session";

interface AuthLayoutProps {
  title: string;
  lead: string;
  children: ReactNode;
  /** The way for those who came to the wrong of the two pages. */
  other: { to: string; question: string; label: string };
}

/** The frame of signing in and registering. Whoever is signed in, or has just become so, goes on at once. */
export function AuthLayout({ title, lead, children, other }: AuthLayoutProps) {
  const session = useSession();
  const [params] = useSearchParams();
  if (session.status === "signed-in") return <Navigate replace to={nextPath(params)} />;
  if (session.status === "starting") return <PageSkeleton />;
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col px-4 py-8 sm:py-14">
      <div className="rounded-2xl border border-line bg-surface p-5 sm:p-8">
        <h1 className="font-display text-3xl">{title}</h1>
        <p className="mt-1.5 mb-6 text-ink-soft">{lead}</p>
        {children}
      </div>
      <p className="mt-5 text-center">
        {other.question}{" "}
        <Link
          to={{ pathname: other.to, search: params.toString() }}
          className="inline-flex min-h-11 items-center font-semibold text-brand underline underline-offset-4"
        >
          {other.label}
        </Link>
      </p>
    </div>
  );
}

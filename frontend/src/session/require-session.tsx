import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { PageSkeleton } from "@/components/ui/skeleton";
import { useSession } from "./session";

/** Shows its page to somebody who is signed in; visitors go to `/login?next=...` and come back afterwards. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.status === "starting") return <PageSkeleton />;
  if (session.status === "signed-in") return children;
  return <Navigate replace to={`/login?${new URLSearchParams({ next: pathname + search })}`} />;
}

/** Where to go after signing in: a path of this shop, never another site. */
export function nextPath(params: URLSearchParams): string {
  const next = params.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

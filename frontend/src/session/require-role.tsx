import { DoorClosed } from "lucide-react";
import type { ReactNode } from "react";
import type { Role } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { RequireSession } from "./require-session";
import { useSession } from "./session";

const named: Record<Role, string> = { buyer: "a buyer", seller: "a seller", admin: "an admin" };

/** Shows its pages to one role; visitors sign in first, others read whose pages these are. */
export function RequireRole({ only, children }: { only: Role; children: ReactNode }) {
  const own = useSession().user?.role;
  return (
    <RequireSession>
      {own === only || own === undefined ? children : <NotYours only={only} own={own} />}
    </RequireSession>
  );
}

function NotYours({ only, own }: { only: Role; own: Role }) {
  usePageTitle("Not for this account");
  return (
    <EmptyState
      page
      icon={<DoorClosed />}
      title={`Only for ${only}s`}
      action={<ButtonLink to="/">Back to the market</ButtonLink>}
    >
      <p>
        You are signed in as {named[own]}. To see this page, sign out and use {named[only]}’s account.
      </p>
    </EmptyState>
  );
}

import { Store } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { RequireSession } from "./require-session";
import { useSession } from "./session";

/** Shows its page to buyers; visitors sign in first, sellers and admins read why there is nothing for them. */
export function RequireBuyer({ children }: { children: ReactNode }) {
  const role = useSession().user?.role;
  return <RequireSession>{role === "buyer" ? children : <OnlyForBuyers page />}</RequireSession>;
}

export function OnlyForBuyers({ page = false }: { page?: boolean }) {
  const role = useSession().user?.role;
  return (
    <EmptyState
      page={page}
      icon={<Store />}
      title="Only buyers can buy"
      action={<ButtonLink to="/products">Look at the market</ButtonLink>}
    >
      <p>
        You are signed in as {role === "admin" ? "an admin" : "a seller"}. To buy something, sign out and use
        a buyer’s account.
      </p>
    </EmptyState>
  );
}

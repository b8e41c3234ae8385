import { LogOut, Package } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Navigate } from "react-router";
import type { User } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { usePageTitle } from "@/lib/page-title";
import { RequireSession } from "@/session/require-session";
import { endSession, useSession } from "@/session/session";
import { signOut } from "@/session/sign-out";
import { DeleteAccount } from "./delete-account";
import { PasswordForm } from "./password-form";
import { PresenceSetting } from "./presence-setting";
import { ProfileForm } from "./profile-form";

type Leaving = "sign-out" | "deleted";

export function AccountPage() {
  usePageTitle("My account");
  const { user } = useSession();
  const [leaving, setLeaving] = useState<Leaving | null>(null);

  // The page goes first and the session after it: else the guard would ask to sign in again.
  useEffect(() => {
    if (leaving === "sign-out") void signOut();
    if (leaving === "deleted") endSession();
  }, [leaving]);

  if (leaving) return <Navigate replace to="/" />;
  return (
    <RequireSession>{user && <Account key={user.id} user={user} onLeave={setLeaving} />}</RequireSession>
  );
}

function Account({ user, onLeave }: { user: User; onLeave: (how: Leaving) => void }) {
  return (
    <div className="mx-auto max-w-3xl px-4 pt-6 lg:pt-10">
      <h1 className="font-display text-3xl lg:text-4xl">My account</h1>
      <WhoIAm user={user} onSignOut={() => onLeave("sign-out")} />
      <div className="mt-6 flex flex-col gap-6">
        <Part title="Your name">
          <ProfileForm user={user} />
        </Part>
        <Part title="Who sees that you are here">
          <PresenceSetting />
        </Part>
        <Part title="Change your password">
          <PasswordForm email={user.email} />
        </Part>
        <Part title="Delete your account">
          <DeleteAccount role={user.role} onDeleted={() => onLeave("deleted")} />
        </Part>
      </div>
    </div>
  );
}

const roleTexts: Record<User["role"], string> = {
  buyer: "This account buys.",
  seller: "This account sells.",
  admin: "This account looks after the market.",
};

function WhoIAm({ user, onSignOut }: { user: User; onSignOut: () => void }) {
  return (
    <section
      aria-label="Signed in as"
      className="mt-5 flex flex-wrap items-center gap-4 rounded-2xl bg-night p-5 text-on-night sm:p-6"
    >
      <span
        aria-hidden
        className="grid size-14 shrink-0 place-items-center rounded-full bg-accent font-display text-2xl text-on-accent"
      >
        {user.name.slice(0, 1).toUpperCase()}
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-semibold text-lg">{user.name}</p>
        <p className="truncate">{user.email}</p>
        <p className="text-sm opacity-90">{roleTexts[user.role]}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        {user.role === "buyer" && (
          <ButtonLink look="accent" to="/orders">
            <Package aria-hidden className="size-5" />
            My orders
          </ButtonLink>
        )}
        <Button look="outline" onClick={onSignOut}>
          <LogOut aria-hidden className="size-5" />
          Sign out
        </Button>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-2xl border border-line bg-surface p-5 sm:p-6">
      <h2 className="mb-4 font-display text-xl">{title}</h2>
      {children}
    </section>
  );
}

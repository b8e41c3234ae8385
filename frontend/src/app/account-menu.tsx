import { LayoutDashboard, LogOut, MessageCircle, Package, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import type { Role } from "@/api/types";
import { useDisclosure } from "@/lib/use-disclosure";
import { useSession } from "@/session/session";
import { signOut } from "@/session/sign-out";
import { dashboardOf } from "./dashboards";

/** A link to sign in for visitors; for others a disclosure with their pages. */
export function AccountMenu() {
  const session = useSession();
  if (session.status === "signed-in")
    return <SignedInMenu name={session.user.name} role={session.user.role} />;
  return (
    <Link
      to="/login"
      className="flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-semibold whitespace-nowrap hover:bg-sunken"
    >
      <UserRound aria-hidden />
      <span className="max-sm:sr-only">Sign in</span>
    </Link>
  );
}

function SignedInMenu({ name, role }: { name: string; role: Role }) {
  const dashboard = dashboardOf(role);
  const { open, setOpen, button, around } = useDisclosure();
  const navigate = useNavigate();

  async function goOut(): Promise<void> {
    setOpen(false);
    await signOut();
    await navigate("/");
  }

  return (
    <div className="relative" {...around}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="account-menu"
        aria-label={`Account of ${name}`}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-semibold hover:bg-sunken"
      >
        <UserRound aria-hidden />
        <span className="hidden max-w-32 truncate lg:inline">{name.split(" ")[0]}</span>
      </button>
      <nav
        id="account-menu"
        aria-label="Account"
        hidden={!open}
        className="absolute top-full right-0 mt-2 w-64 rounded-2xl border border-line bg-surface p-2 shadow-lg"
      >
        <p className="truncate px-3 pt-1.5 font-semibold">{name}</p>
        <p className="px-3 pb-2 text-ink-soft text-sm capitalize">{role}</p>
        {dashboard && (
          <MenuLink
            to={dashboard.to}
            icon={<LayoutDashboard aria-hidden />}
            label={dashboard.label}
            onChoose={() => setOpen(false)}
          />
        )}
        <MenuLink
          to="/messages"
          icon={<MessageCircle aria-hidden />}
          label="Messages"
          onChoose={() => setOpen(false)}
        />
        <MenuLink
          to="/account"
          icon={<UserRound aria-hidden />}
          label="My account"
          onChoose={() => setOpen(false)}
        />
        {role === "buyer" && (
          <MenuLink
            to="/orders"
            icon={<Package aria-hidden />}
            label="My orders"
            onChoose={() => setOpen(false)}
          />
        )}
        <button type="button" onClick={goOut} className={`${itemClass} w-full`}>
          <LogOut aria-hidden />
          Sign out
        </button>
      </nav>
    </div>
  );
}

const itemClass = "flex min-h-11 items-center gap-3 rounded-xl px-3 hover:bg-sunken [&_svg]:size-5";

function MenuLink({
  to,
  icon,
  label,
  onChoose,
}: {
  to: string;
  icon: ReactNode;
  label: string;
  onChoose: () => void;
}) {
  return (
    <Link to={to} onClick={onChoose} className={itemClass}>
      {icon}
      {label}
    </Link>
  );
}

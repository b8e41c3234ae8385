import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { notificationSettingsQuery } from "@/api/notifications";
import type { NotificationSettings, Role } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Switch } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useSession } from "@/session/session";
import { wordsFor } from "./kinds";
import { useTurn } from "./use-turn";

export function SettingsPage() {
  const role = useSession().user?.role;
  const settings = useQuery(notificationSettingsQuery);
  if (role === undefined) return null;
  return (
    <div className="max-w-2xl">
      <Breadcrumb
        crumbs={[
          { label: "Alerts", to: role === "seller" ? "/seller/alerts" : "/alerts" },
          { label: "Settings" },
        ]}
      />
      <PageHeader title="Alert settings">
        What is off stays out of your alerts, on all your devices. It is kept all the same, and is there again
        when you turn it on.
      </PageHeader>
      {settings.data ? (
        <Kinds settings={settings.data} role={role} />
      ) : settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <div role="status">
          <span className="sr-only">Loading</span>
          <Skeleton className="h-72 w-full rounded-2xl" />
        </div>
      )}
    </div>
  );
}

function Kinds({ settings, role }: { settings: NotificationSettings; role: Role }) {
  const turn = useTurn();
  return (
    <ul
      aria-label="Kinds of alerts"
      className="divide-y divide-line rounded-2xl border border-line bg-surface"
    >
      {settings.kinds.map(({ kind, on }) => (
        <KindSwitch key={kind} {...wordsFor(kind, role)} on={on} onTurn={(on) => turn(kind, on)} />
      ))}
    </ul>
  );
}

interface KindSwitchProps {
  title: string;
  when: string;
  on: boolean;
  onTurn: (on: boolean) => void;
}

function KindSwitch({ title, when, on, onTurn }: KindSwitchProps) {
  const hint = useId();
  return (
    <li className="px-4 pt-1.5 pb-3 lg:px-5">
      <Switch
        label={<span className="font-semibold">{title}</span>}
        aria-describedby={hint}
        checked={on}
        onChange={({ target }) => onTurn(target.checked)}
      />
      <p id={hint} className="-mt-1 max-w-prose pr-16 text-ink-soft text-sm">
        {when}
      </p>
    </li>
  );
}

import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import type { Notification, Role } from "@/api/types";
import { toast } from "@/components/ui/toast";
import { hearEarly } from "@/live/hear-early";
import { type Told, tell } from "./texts";

type LiveNotification = Omit<Notification, "read_at">;

const gather_ms = 300;
const eachAtMost = 2;
const rememberedAtMost = 200;
const hearAlerts = hearEarly<LiveNotification>("notification");

/** Says live notifications in the corner: each one, or in one line when many come at once. None is said twice. */
export function useAlertToasts(role: Role, allAlerts: string): void {
  const navigate = useNavigate();
  const go = useRef(navigate);
  go.current = navigate;

  useEffect(() => {
    const said = new Set<string>();
    let waiting: Told[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;

    function say(): void {
      timer = undefined;
      const told = waiting;
      waiting = [];
      if (told.length > eachAtMost)
        toast.info(`There are ${told.length} new alerts.`, {
          label: "Show",
          run: () => void go.current(allAlerts),
        });
      else for (const one of told) sayOne(one, (to) => void go.current(to));
    }

    function hear(notification: LiveNotification): void {
      // The message itself comes as well, and is said by who shows messages.
      if (notification.kind === "new_message") return;
      // A gateway that takes over from another one may send again what was just sent.
      if (said.has(notification.id)) return;
      if (said.size >= rememberedAtMost) said.clear();
      said.add(notification.id);
      waiting.push(tell(notification, role));
      timer ??= setTimeout(say, gather_ms);
    }

    const end = hearAlerts(hear);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [role, allAlerts]);
}

const tones = {
  sale: toast.good,
  order: toast.info,
  "low-stock": toast.danger,
  "off-sale": toast.danger,
  "on-sale": toast.good,
  message: toast.info,
  report: toast.danger,
  other: toast.info,
};

function sayOne({ subject, text, to }: Told, go: (to: string) => void): void {
  tones[subject](text, to === null ? undefined : { label: "Show", run: () => go(to) });
}

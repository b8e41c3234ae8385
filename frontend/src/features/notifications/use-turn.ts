import { useMutation, useQueryClient } from "@tanstack/react-query";
import { muteKinds, notificationSettingsQuery, notificationsKey } from "@/api/notifications";
import { messageOf } from "@/api/problem";
import type { NotificationKind } from "@/api/types";
import { toast } from "@/components/ui/toast";

const scope = "notification-settings";
const settingsKey = notificationSettingsQuery.queryKey;

/** Turns a kind on or off: at once on the page, then at the server, one change after the other. */
export function useTurn(): (kind: NotificationKind, on: boolean) => void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: [scope],
    scope: { id: scope },
    mutationFn: muteKinds,
    onMutate: () => queries.cancelQueries({ queryKey: settingsKey }),
    onError: (error) => toast.danger(messageOf(error)),
    // What the server says in the end counts; as long as more changes wait, it is not the end.
    onSettled: () =>
      queries.isMutating({ mutationKey: [scope] }) > 1
        ? undefined
        : queries.invalidateQueries({ queryKey: notificationsKey }),
  });
  return (kind, on) => {
    const settings = queries.getQueryData(settingsKey);
    if (settings === undefined) return;
    const kinds = settings.kinds.map((each) => (each.kind === kind ? { kind, on } : each));
    queries.setQueryData(settingsKey, { kinds });
    mutate(kinds.filter((each) => !each.on).map((each) => each.kind));
  };
}

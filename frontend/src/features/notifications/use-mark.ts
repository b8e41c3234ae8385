import { useMutation, useQueryClient } from "@tanstack/react-query";
import { markRead, markUnread, notificationsKey, unreadQuery } from "@/api/notifications";
import { messageOf } from "@/api/problem";
import type { NotificationPage } from "@/api/types";
import { toast } from "@/components/ui/toast";

export type Mark = { as: "read"; ids: string[] | "all" } | { as: "unread"; ids: string[] };

/** Marks at once on the page, then at the server; what the server says in the end counts. */
export function useMark() {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (mark: Mark) => (mark.as === "read" ? markRead(mark.ids) : markUnread(mark.ids)),
    onMutate: async ({ ids, as }) => {
      await queries.cancelQueries({ queryKey: notificationsKey });
      const read_at = as === "read" ? new Date().toISOString() : null;
      queries.setQueriesData<NotificationPage>({ queryKey: [...notificationsKey, "list"] }, (page) =>
        page === undefined
          ? page
          : {
              ...page,
              items: page.items.map((item) =>
                ids === "all" || ids.includes(item.id)
                  ? { ...item, read_at: read_at && (item.read_at ?? read_at) }
                  : item,
              ),
            },
      );
      queries.setQueryData(unreadQuery.queryKey, (count = 0) => {
        if (as === "unread") return count + ids.length;
        return ids === "all" ? 0 : Math.max(count - ids.length, 0);
      });
    },
    onError: (error) => toast.danger(messageOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
  return mutate;
}

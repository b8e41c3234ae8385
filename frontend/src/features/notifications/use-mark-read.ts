import { useMutation, useQueryClient } from "@tanstack/react-query";
import { markRead, notificationsKey, unreadQuery } from "@/api/notifications";
import { messageOf } from "@/api/problem";
import type { NotificationPage } from "@/api/types";
import { toast } from "@/components/ui/toast";

/** Marks as read at once on the page, then at the server; what the server says in the end counts. */
export function useMarkRead() {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: markRead,
    onMutate: async (ids) => {
      await queries.cancelQueries({ queryKey: notificationsKey });
      const now = new Date().toISOString();
      queries.setQueriesData<NotificationPage>({ queryKey: [...notificationsKey, "list"] }, (page) =>
        page === undefined
          ? page
          : {
              ...page,
              items: page.items.map((item) =>
                ids === "all" || ids.includes(item.id) ? { ...item, read_at: item.read_at ?? now } : item,
              ),
            },
      );
      queries.setQueryData(unreadQuery.queryKey, (count = 0) =>
        ids === "all" ? 0 : Math.max(count - ids.length, 0),
      );
    },
    onError: (error) => toast.danger(messageOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
  return mutate;
}

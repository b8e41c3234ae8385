import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, read } from "@/api/client";
import { onLiveEvent } from "@/live/socket";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { merged, type NewOrder, type Sold, soldFromEvent, soldFromSale, withSold } from "./sold";

const feedKey = ["me", "seller", "feed"];
// Some of the newest may have been cancelled since.
const loadedAtOnce = 20;

const feedQuery = queryOptions({
  queryKey: feedKey,
  queryFn: async ({ signal, client }): Promise<Sold[]> => {
    const query = { limit: loadedAtOnce };
    const { items } = await read(api.GET("/api/orders/seller-orders", { params: { query }, signal }));
    const sold = items.filter(({ status }) => status !== "cancelled").map(soldFromSale);
    return merged(sold, client.getQueryData<Sold[]>(feedKey) ?? []);
  },
});

/** What sold last: loaded once, then told by events. Cancelled orders leave it; a lost connection loads it anew. */
export function useSoldFeed() {
  const queries = useQueryClient();
  useEffect(
    () =>
      onLiveEvent<NewOrder>("new_order", (event) =>
        queries.setQueryData(feedQuery.queryKey, (shown = []) => withSold(shown, soldFromEvent(event))),
      ),
    [queries],
  );
  useLiveRefresh(["order_status"], [feedKey]);
  return useQuery(feedQuery);
}

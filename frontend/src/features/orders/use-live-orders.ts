import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ordersKey } from "@/api/orders";
import { useConnection } from "@/live/live";
import { onLiveEvent } from "@/live/socket";

/** Loads the shown orders anew when one of them changes, and when the connection is back after having been down. */
export function useLiveOrders(): void {
  const queries = useQueryClient();
  const connection = useConnection();
  const missed = useRef(false);

  useEffect(
    () => onLiveEvent("order_status", () => void queries.invalidateQueries({ queryKey: ordersKey })),
    [queries],
  );
  useEffect(() => {
    if (connection === "down") missed.current = true;
    if (connection !== "up" || !missed.current) return;
    missed.current = false;
    void queries.invalidateQueries({ queryKey: ordersKey });
  }, [queries, connection]);
}

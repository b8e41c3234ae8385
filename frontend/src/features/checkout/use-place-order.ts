import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { orderQuery, ordersKey, placeOrder } from "@/api/orders";
import type { Order } from "@/api/types";
import { serverCart } from "@/cart/server-cart";
import {
  beginAttempt,
  countSending,
  forgetAttempt,
  isRefusal,
  type OrderAttempt,
  unansweredAttempt,
} from "./order-attempt";

const patience_ms = 20_000;

export interface PlaceOrder {
  busy: boolean;
  /** Sent, and no answer came: it may have been fulfilled or not. */
  unanswered: OrderAttempt | null;
  /** Why the last attempt was refused. Nothing was bought then. */
  refused: unknown;
  place: (products: OrderAttempt["body"]["products"]) => void;
  tryAgain: () => void;
  startOver: () => void;
  /** It is placed and its page is being opened. */
  done: boolean;
}

/** Places the buyer's order once, however often it is clicked and whatever gets lost on the way. */
export function usePlaceOrder(buyerId: string): PlaceOrder {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const sending = useRef(false);
  const [unanswered, setUnanswered] = useState(() => unansweredAttempt(buyerId));
  const order = useMutation({
    // Offline, too, the user is told at once instead of being left to wait.
    networkMode: "always",
    mutationFn: (attempt: OrderAttempt) =>
      placeOrder(attempt.body, attempt.key, AbortSignal.timeout(patience_ms)),
    onSuccess: (placed) => {
      forgetAttempt();
      remember(placed);
    },
    onError: (error, attempt) => {
      const refused = isRefusal(error, attempt);
      if (refused) forgetAttempt();
      setUnanswered(refused ? null : attempt);
      void queries.invalidateQueries({ queryKey: serverCart.queryKey });
    },
    onSettled: () => {
      sending.current = false;
    },
  });

  function send(attempt: OrderAttempt): void {
    if (sending.current) return;
    sending.current = true;
    order.mutate(countSending(attempt), {
      onSuccess: ({ id }) => void navigate(`/orders/${id}?placed=1`, { replace: true }),
    });
  }

  function remember(placed: Order): void {
    queries.setQueryData(orderQuery(placed.id).queryKey, placed);
    void queries.invalidateQueries({ queryKey: [...ordersKey, "list"] });
    void queries.invalidateQueries({ queryKey: serverCart.queryKey });
  }

  return {
    busy: order.isPending,
    unanswered,
    refused: unanswered === null ? order.error : null,
    place: (products) => send(beginAttempt(buyerId, products)),
    tryAgain: () => unanswered && send(unanswered),
    startOver: () => {
      forgetAttempt();
      setUnanswered(null);
      order.reset();
    },
    done: order.isSuccess,
  };
}

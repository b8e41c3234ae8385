import { useMutation, useQueryClient } from "@tanstack/react-query";
import { salesKey, settleSale } from "@/api/sales";
import type { Sale, Settlement } from "@/api/types";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { orderNumber } from "@/lib/order-number";

/** Hands an order over or cancels it. What is shown of orders is loaded anew, also when somebody else was faster. */
export function useSettle(sale: Sale, onDone: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: salesKey });
  const mutationKey = ["settle", sale.id];
  const settle = useMutation({
    mutationKey,
    networkMode: "always",
    mutationFn: (settlement: Settlement) => settleSale(sale.id, settlement),
    onSuccess: async (_, { status }) => {
      await refresh();
      toast.good(`Order ${orderNumber(sale.id)} is ${status === "completed" ? "handed over" : "cancelled"}.`);
      onDone();
      setTimeout(focusMain);
    },
    onError: () => void refresh(),
  });
  // The second click of a double click comes before the button knows that it is busy.
  const send = (settlement: Settlement) => {
    if (queries.isMutating({ mutationKey }) === 0) settle.mutate(settlement);
  };
  return { ...settle, send };
}

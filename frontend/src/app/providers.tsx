import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { ApiProblem, messageOf } from "@/api/problem";
import { mergeVisitorCart } from "@/cart/server-cart";
import { cartOwner } from "@/cart/use-cart";
import { toast } from "@/components/ui/toast";
import { useSession } from "@/session/session";

const retriesAtMost = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < retriesAtMost && error instanceof ApiProblem && error.isPassing,
    },
  },
});

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <SessionEffects />
      {children}
    </QueryClientProvider>
  );
}

/** Personal data (query keys that begin with "me") goes with the session; a visitor's cart comes along into it. */
function SessionEffects() {
  const session = useSession();
  const userId = session.user?.id ?? null;
  const owner = cartOwner(session);

  useEffect(() => {
    if (userId === null) return;
    if (owner === "buyer") mergeVisitorCart(queries).catch((error) => toast.danger(messageOf(error)));
    return () => queries.removeQueries({ queryKey: ["me"] });
  }, [userId, owner]);
  return null;
}

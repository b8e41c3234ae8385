import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { appearOffline, ownPresenceQuery } from "@/api/presence";
import { messageOf } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";

/** Whether others see the user as online. It counts on all their devices at once. */
export function PresenceSetting() {
  const hint = useId();
  const queries = useQueryClient();
  const own = useQuery(ownPresenceQuery);
  const change = useMutation({
    mutationFn: appearOffline,
    scope: { id: "appear-offline" },
    onMutate: () => queries.cancelQueries({ queryKey: ownPresenceQuery.queryKey }),
    onSuccess: (now) => queries.setQueryData(ownPresenceQuery.queryKey, now),
    onError: (error) => toast.danger(messageOf(error)),
  });

  if (own.error && !own.data)
    return (
      <div role="alert" className="flex flex-col items-start gap-3">
        <p>{messageOf(own.error)}</p>
        <Button look="outline" onClick={() => void own.refetch()}>
          Try again
        </Button>
      </div>
    );
  if (!own.data)
    return (
      <div role="status">
        <span className="sr-only">Loading</span>
        <Skeleton className="h-11 w-full max-w-md" />
      </div>
    );
  return (
    <div className="max-w-md">
      <Switch
        label={<span className="font-semibold">Appear offline</span>}
        aria-describedby={hint}
        checked={change.isPending ? change.variables : own.data.appear_offline}
        onChange={({ target }) => change.mutate(target.checked)}
      />
      <p id={hint} className="mt-1 text-ink-soft text-sm">
        Others see you as offline, also while you are here. Their messages still reach you at once; they see
        “delivered” only once you have read them.
      </p>
    </div>
  );
}

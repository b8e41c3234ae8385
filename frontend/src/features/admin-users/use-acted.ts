import { useQueryClient } from "@tanstack/react-query";
import { userQuery, usersKey } from "@/api/admin-users";
import type { UserDetail } from "@/api/types";

/** Products follow their seller's account within this time. */
const followed_ms = 2_000;

/** Takes what the server answered to an act over into the page, and has the rest loaded anew. */
export function useActed(): (user: UserDetail) => void {
  const queries = useQueryClient();
  return (user) => {
    queries.setQueryData(userQuery(user.id).queryKey, user);
    void queries.invalidateQueries({ queryKey: [...usersKey, "list"] });
    setTimeout(() => void queries.invalidateQueries({ queryKey: userQuery(user.id).queryKey }), followed_ms);
  };
}

import { useQueryClient } from "@tanstack/react-query";
import { userQuery, usersKey } from "@/api/admin-users";
import type { UserDetail } from "@/api/types";

/** Takes what the server answered to an act over into the page, and has the lists loaded anew. */
export function useActed(): (user: UserDetail) => void {
  const queries = useQueryClient();
  return (user) => {
    queries.setQueryData(userQuery(user.id).queryKey, user);
    void queries.invalidateQueries({ queryKey: [...usersKey, "list"] });
  };
}

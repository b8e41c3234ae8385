import { Outlet, useParams } from "react-router";
import { classNames } from "@/lib/class-names";
import { usePageTitle } from "@/lib/page-title";
import { RequireSession } from "@/session/require-session";
import { useSession } from "@/session/session";
import { ConversationColumn } from "./conversation-column";

/** The conversations, and beside them (on a phone: instead of them) the one that is open. */
export function MessagesPage() {
  const { user } = useSession();
  const { userId } = useParams();
  usePageTitle(userId === undefined ? "Messages" : null);
  return (
    <RequireSession>
      {user && (
        <div
          key={user.id}
          className="mx-auto grid h-full max-w-7xl lg:grid-cols-[22rem_minmax(0,1fr)] lg:gap-5 lg:px-8 lg:pt-5 lg:pb-6"
        >
          <div className={classNames("min-h-0 min-w-0", userId !== undefined && "max-lg:hidden")}>
            <ConversationColumn me={user.id} open={userId ?? null} />
          </div>
          <div className={classNames("min-h-0 min-w-0", userId === undefined && "max-lg:hidden")}>
            <Outlet />
          </div>
        </div>
      )}
    </RequireSession>
  );
}

import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import type { Conversation } from "@/api/types";
import { OnlineDot } from "@/presence/person-name";
import { Avatar } from "./avatar";
import { ThreadMenu } from "./thread-menu";

const roles = { buyer: "Buyer", seller: "Seller", admin: "Looks after the market" };

/** Who the conversation is with, the way back on a phone, and what one can do about them. */
export function ThreadHeader({ conversation }: { conversation: Conversation }) {
  const { user } = conversation;
  return (
    <header className="flex items-center gap-2 border-line border-b px-2 py-2 sm:px-4">
      <Link
        to="/messages"
        aria-label="All messages"
        className="grid size-11 shrink-0 place-items-center rounded-xl hover:bg-sunken lg:hidden"
      >
        <ArrowLeft aria-hidden />
      </Link>
      <Avatar id={user.id} name={user.name} />
      <div className="min-w-0 flex-1 pl-1">
        <h1 className="flex items-baseline font-semibold text-lg">
          <span className="truncate">{user.name ?? "Deleted account"}</span>
          <OnlineDot userId={user.id} />
        </h1>
        {user.name !== null && <p className="text-ink-soft text-sm">{roles[user.role]}</p>}
      </div>
      {user.name !== null && <ThreadMenu conversation={conversation} />}
    </header>
  );
}

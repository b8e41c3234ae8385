import { useState } from "react";
import type { Conversation } from "@/api/types";
import { Button } from "@/components/ui/button";
import { BlockDialog } from "./block-dialog";

/** In place of where one writes. */
export function BlockedNotice({ conversation }: { conversation: Conversation }) {
  const [asking, setAsking] = useState(false);
  return (
    <div
      data-composer
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-line border-t bg-surface px-4 py-3"
    >
      <p className="text-ink-soft">You have blocked {conversation.user.name ?? "them"}. Unblock to write.</p>
      <Button look="outline" size="sm" onClick={() => setAsking(true)}>
        Unblock
      </Button>
      <BlockDialog open={asking} onClose={() => setAsking(false)} conversation={conversation} />
    </div>
  );
}

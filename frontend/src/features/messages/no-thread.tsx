import { MessagesSquare } from "lucide-react";

/** Beside the list on wide screens, until a conversation is chosen. */
export function NoThread() {
  return (
    <div className="grid h-full place-items-center rounded-2xl border border-line border-dashed p-8 text-center text-ink-soft">
      <div className="flex flex-col items-center gap-3">
        <MessagesSquare aria-hidden className="size-9 text-brand" />
        <p>Choose a conversation to read it here.</p>
      </div>
    </div>
  );
}

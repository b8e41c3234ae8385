import { useEffect, useRef, useState } from "react";
import type { Message, Person } from "@/api/types";

const kept = 5;

/** Reads out what comes while the conversation is open; what is loaded from further up is left in peace. */
export function NewMessages({ user, messages }: { user: Person; messages: readonly Message[] }) {
  const newest = messages.at(-1)?.seq ?? 0;
  const heard = useRef(newest);
  const [said, setSaid] = useState<readonly Message[]>([]);
  useEffect(() => {
    const came = messages.filter(({ sender_id, seq }) => sender_id === user.id && seq > heard.current);
    heard.current = Math.max(heard.current, newest);
    if (came.length > 0) setSaid((before) => [...before, ...came].slice(-kept));
  }, [messages, newest, user.id]);
  return (
    <div role="log" aria-live="polite" aria-label="New messages" className="sr-only">
      {said.map(({ id, body }) => (
        <p key={id}>
          {user.name}: {body}
        </p>
      ))}
    </div>
  );
}

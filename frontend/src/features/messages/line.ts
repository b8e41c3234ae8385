import { sendMessage } from "@/api/messages";
import { ApiProblem } from "@/api/problem";
import type { Message } from "@/api/types";
import { followLive, type LiveConnection } from "@/live/live";
import type { Outgoing } from "./outbox";

const answer_ms = 10_000;
const noAnswer = 0;
const tooFast = 429;

let line: LiveConnection | null = null;
followLive({
  connected: (connection) => {
    line = connection;
  },
  disconnected: () => {
    line = null;
  },
});

/** The live connection, if it is this user's. */
export function lineOf(userId: string): LiveConnection | null {
  return line?.userId === userId ? line : null;
}

/**
 * Over the live connection, and by a request where it gives no answer or does not say how long to wait.
 *
 * @throws ApiProblem - refused, or nobody answered
 */
export async function send(userId: string, { to, body, about, client_id }: Outgoing): Promise<Message> {
  const subject = about && { kind: about.kind, id: about.id };
  const message = { body, client_id, ...(subject && { about: subject }) };
  try {
    const live = lineOf(userId);
    if (live !== null) return await live.ask<Message>("message", { user_id: to, ...message });
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![noAnswer, tooFast].includes(error.status)) throw error;
  }
  return sendMessage(to, message, answer_ms);
}

import { ApiProblem, messageOf } from "@/api/problem";
import type { Message } from "@/api/types";
import { alone } from "@/lib/locks";
import { createStore } from "@/lib/store";
import type { Outbox, Outgoing } from "./outbox";

type Send = (outgoing: Outgoing) => Promise<Message>;

/** What may well succeed later although it looks like a refusal. */
const passing = new Set([401, 408, 425, 429]);
const tooFast = 429;
const backoff_ms = 500;
const backoffAtMost_ms = 10_000;

/**
 * Empties an outbox: one message at a time, the oldest first, only one tab at a time. A message leaves the outbox when the
 * server has acknowledged it; until then it is sent again with the same `client_id`.
 */
export class Sender {
  /** The shop wants fewer messages: when it takes the next one, in ms of this browser's clock. */
  readonly heldUntil_ms = createStore(0);
  readonly #outbox: Outbox;
  readonly #lock: string;
  readonly #send: Send;
  readonly #acknowledged: (message: Message) => void;
  readonly #refused: (outgoing: Outgoing) => void;
  #failures = 0;
  #running = false;
  #stopped = false;
  #wake: (() => void) | null = null;

  constructor(
    userId: string,
    outbox: Outbox,
    send: Send,
    acknowledged: (message: Message) => void,
    refused: (outgoing: Outgoing) => void,
  ) {
    this.#lock = `outbox-${userId}`;
    this.#outbox = outbox;
    this.#send = send;
    this.#acknowledged = acknowledged;
    this.#refused = refused;
  }

  /** There is something to send, or a new chance to. */
  kick(): void {
    if (Date.now() >= this.heldUntil_ms.get()) this.#wake?.();
    if (!this.#running && !this.#stopped) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (!this.#stopped && this.#outbox.next()) {
      const wait_ms = await alone(this.#lock, () => this.#sendNext());
      if (wait_ms > 0) await this.#pause(wait_ms);
    }
    this.#running = false;
  }

  /** How long to wait before the next one. */
  async #sendNext(): Promise<number> {
    this.#outbox.reload();
    const next = this.#outbox.next();
    if (next === undefined || this.#stopped) return 0;
    try {
      const message = await this.#send(next);
      this.#failures = 0;
      if (!this.#stopped) this.#acknowledged(message);
      this.#outbox.remove(next.client_id);
      return 0;
    } catch (error) {
      return this.#failed(next, error);
    }
  }

  #failed(outgoing: Outgoing, error: unknown): number {
    if (error instanceof ApiProblem && isRefusal(error)) {
      this.#outbox.refuse(outgoing.client_id, whyOf(error));
      this.#refused(outgoing);
      return 0;
    }
    this.#failures += 1;
    const asked_s = error instanceof ApiProblem ? error.retryAfter_s : null;
    const held = asked_s !== null && error instanceof ApiProblem && error.status === tooFast;
    this.heldUntil_ms.set(held ? Date.now() + asked_s * 1000 : 0);
    if (asked_s !== null) return asked_s * 1000;
    return Math.min(backoff_ms * 2 ** (this.#failures - 1), backoffAtMost_ms);
  }

  async #pause(wait_ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait_ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}

function isRefusal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && !passing.has(status);
}

function whyOf(problem: ApiProblem): string {
  const words = problem.errors[0]?.message;
  return words === undefined ? messageOf(problem) : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

import { SendHorizontal } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { About, Person } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { useMedia } from "@/lib/media";
import { useStore } from "@/lib/store";
import { AboutChip } from "./about-chip";
import { keepDraft, keptDraft } from "./drafts";
import type { Messenger } from "./messenger";
import { useAbout } from "./use-about";
import { useSayTyping } from "./use-say-typing";
import { charactersAtMost, countCharacters, writtenText } from "./written-text";

interface ComposerProps {
  messenger: Messenger;
  user: Person;
  /** How many messages to them have not gone out. */
  waiting: number;
  /** False: too many wait already. */
  onWrite: (body: string, about: About | null) => boolean;
}

const countedFrom = 3_500;

/** Where one writes. Enter sends and Shift+Enter begins a line; on a touch screen Enter begins a line. */
export function Composer({ messenger, user, waiting, onWrite }: ComposerProps) {
  const { me, sender } = messenger;
  const [typed, setTyped] = useState(keptDraft(me, user.id));
  const [full, setFull] = useState(false);
  const { about, takeOff } = useAbout();
  const touch = useMedia("(pointer: coarse)");
  const box = useGrowing(typed);
  useFocusOnOpen(box);
  const sayTyping = useSayTyping(me, user.id);
  const held = useStore(sender.heldUntil_ms) > Date.now() && waiting > 0;
  const body = writtenText(typed);
  const length = countCharacters(body);
  const tooLong = length > charactersAtMost;

  function type(text: string): void {
    setTyped(text);
    setFull(false);
    keepDraft(me, user.id, text);
    if (text.trim() !== "") sayTyping();
  }

  function send(event?: FormEvent): void {
    event?.preventDefault();
    box.current?.focus();
    if (body === "" || tooLong) return;
    const written = onWrite(body, about);
    setFull(!written);
    if (!written) return;
    type("");
    takeOff();
  }

  function sendOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || touch) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      data-composer
      onSubmit={send}
      className="flex flex-col gap-2 border-line border-t bg-surface px-3 py-2.5 sm:px-4 sm:py-3"
    >
      {about && <AboutChip about={about} onTakeOff={takeOff} />}
      <p role="status" className="text-accent-text text-sm empty:hidden">
        {full && "Too much is waiting to go out. Write on when it has."}
        {!full && held && "That was a little fast. The rest goes out in a few seconds."}
      </p>
      <div className="flex items-end gap-2">
        <textarea
          ref={box}
          rows={1}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={sendOnEnter}
          dir="auto"
          aria-label={`Message to ${user.name ?? "them"}`}
          aria-describedby="message-length"
          aria-invalid={tooLong || undefined}
          placeholder="Write a message"
          enterKeyHint={touch ? "enter" : "send"}
          className="max-h-40 min-h-11 flex-1 resize-none rounded-3xl border border-line-strong bg-surface px-4 py-2 text-base text-ink placeholder:text-ink-soft hover:border-brand focus-visible:outline-2 focus-visible:-outline-offset-1 aria-invalid:border-2 aria-invalid:border-danger"
        />
        <button
          type="submit"
          aria-label="Send"
          title="Send"
          disabled={body === "" || tooLong}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-brand text-on-brand transition-colors hover:bg-brand-strong disabled:bg-sunken disabled:text-ink-soft"
        >
          <SendHorizontal aria-hidden className="size-5" />
        </button>
      </div>
      <p
        id="message-length"
        aria-live="polite"
        className={classNames("pl-4 text-sm empty:hidden", tooLong ? "text-danger" : "text-ink-soft")}
      >
        {length >= countedFrom && lengthWords(length)}
      </p>
    </form>
  );
}

function lengthWords(length: number): string {
  const left = charactersAtMost - length;
  if (left < 0) return `${-left} characters too many. A message has at most 4,000.`;
  return left === 1 ? "One character left" : `${left} characters left`;
}

/** As high as the text needs, up to its greatest height. */
function useGrowing(text: string) {
  const box = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
  }, [text]);
  return box;
}

/** With a keyboard one writes at once; on a touch screen its keys would cover what is to be read. */
function useFocusOnOpen(box: React.RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (!matchMedia("(pointer: fine) and (width >= 64rem)").matches) return;
    // The page that opens takes the focus first.
    const timer = setTimeout(() => box.current?.focus({ preventScroll: true }));
    return () => clearTimeout(timer);
  }, [box]);
}

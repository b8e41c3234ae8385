import { classNames } from "@/lib/class-names";
import { useOnline } from "./presence";

interface PersonNameProps {
  id: string;
  /** Null: the account was deleted. */
  name: string | null;
}

/** A person's name, and by a dot whether they are online. */
export function PersonName({ id, name }: PersonNameProps) {
  if (name === null) return <span className="text-ink-soft">Deleted account</span>;
  return (
    <>
      {name}
      <OnlineDot userId={id} />
    </>
  );
}

interface OnlineDotProps {
  userId: string;
  /** Whether everybody sees the word, and not only who hovers or listens. */
  inWords?: boolean;
}

/** Full: online. A ring: offline. Nothing while it is not known. */
export function OnlineDot({ userId, inWords = false }: OnlineDotProps) {
  const online = useOnline(userId);
  if (online === null) return null;
  const word = online ? "online" : "offline";
  return (
    <span className="whitespace-nowrap print:hidden" title={word}>
      {"\u00a0"}
      <span
        aria-hidden
        className={classNames(
          "inline-block size-2.5 rounded-full border-2 align-baseline",
          online ? "border-good bg-good" : "border-line-strong",
        )}
      />
      {inWords ? `\u00a0${word}` : <span className="sr-only">({word})</span>}
    </span>
  );
}

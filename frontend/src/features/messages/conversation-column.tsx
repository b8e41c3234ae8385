import { useDeferredValue, useState } from "react";
import { ConversationList } from "./conversation-list";
import { FoundMessages } from "./found-messages";
import { SearchField } from "./search-field";

const searchedFrom = 2;

/** All conversations, or what was found in them. `open`: whose is shown beside. */
export function ConversationColumn({ me, open }: { me: string; open: string | null }) {
  const [text, setText] = useState("");
  const words = useDeferredValue(text.trim());
  const Heading = open === null ? "h1" : "h2";
  return (
    <div className="flex h-full flex-col overflow-hidden bg-surface lg:rounded-2xl lg:border lg:border-line">
      <div className="flex flex-col gap-3 border-line border-b px-4 pt-4 pb-3">
        <Heading className="font-display text-2xl">Messages</Heading>
        <SearchField text={text} onChange={setText} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {words.length < searchedFrom ? (
          <ConversationList me={me} open={open} />
        ) : (
          <FoundMessages key={words} me={me} words={words} />
        )}
      </div>
    </div>
  );
}

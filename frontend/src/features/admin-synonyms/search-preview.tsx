import { useId } from "react";
import type { SearchPreview as Preview } from "@/api/types";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { classNames } from "@/lib/class-names";
import { changeText, moveAway, moveTo } from "./moves";
import { RankingList } from "./ranking-list";
import type { PreviewState } from "./use-preview";

interface SearchPreviewProps {
  preview: PreviewState;
  /** Said in place of what is found with the change, while there is none yet. */
  noChange: string;
}

const textAtMost = 200;
const badWords = "Once the words above are mended, what changes is shown here.";

/** A search to try: what it finds now, and what it would find after the change. */
export function SearchPreview({ preview, noChange }: SearchPreviewProps) {
  const id = useId();
  const { search, type, data, problem, isOlder, hasChange, wordsProblem } = preview;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 border-line border-t pt-4">
      <h3 id={id} className="font-semibold">
        Try a search
      </h3>
      <div className="relative max-w-md">
        <SearchInput
          aria-label="Search to try"
          placeholder="What shoppers type"
          maxLength={textAtMost}
          value={search}
          onChange={(event) => type(event.target.value)}
          onClear={() => type("")}
        />
      </div>
      {search.trim() === "" ? (
        <p className="text-ink-soft">Type what shoppers search for, to see what they find.</p>
      ) : problem ? (
        <p role="alert" className="text-danger wrap-anywhere">
          No preview: {problem}
        </p>
      ) : data ? (
        <Rankings
          preview={data}
          isOlder={isOlder}
          noChange={hasChange ? null : wordsProblem ? badWords : noChange}
          problem={wordsProblem}
        />
      ) : (
        <RankingSkeleton />
      )}
    </section>
  );
}

interface RankingsProps {
  preview: Preview;
  isOlder: boolean;
  noChange: string | null;
  /** It stands at the words; here it is only read out. */
  problem: string | undefined;
}

function Rankings({ preview: { before, after }, isOlder, noChange, problem }: RankingsProps) {
  return (
    <>
      <p role="status" className={noChange === null ? "font-medium" : "sr-only"}>
        {!isOlder && (noChange === null ? changeText(before, after) : problem)}
        {/* keeps the line's height while the next answer is on its way */}
        {isOlder && <span className="text-ink-soft">Looking…</span>}
      </p>
      <div
        aria-busy={isOlder}
        className={classNames(
          "grid gap-x-8 gap-y-6 transition-opacity md:grid-cols-2",
          isOlder && "opacity-55",
        )}
      >
        <RankingList
          title="Now"
          ranking={before}
          {...(noChange === null && { moveOf: (product) => moveAway(product, after) })}
        />
        {noChange === null ? (
          <RankingList
            title="With this change"
            ranking={after}
            moveOf={(product, rank) => moveTo(product, rank, before)}
          />
        ) : (
          <p className="self-start rounded-xl bg-sunken px-4 py-3 text-ink-soft">{noChange}</p>
        )}
      </div>
    </>
  );
}

function RankingSkeleton() {
  return (
    <div role="status" className="grid gap-x-8 gap-y-3 md:grid-cols-2">
      <span className="sr-only">Loading the preview</span>
      {["now", "after"].map((side) => (
        <div key={side} className="flex flex-col gap-2.5">
          <Skeleton className="h-6 w-1/3" />
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
          <Skeleton className="h-11 w-full" />
        </div>
      ))}
    </div>
  );
}

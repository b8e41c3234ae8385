import { CircleCheck, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { SystemHealth } from "@/api/types";
import { withoutSpans } from "./words";

/** What is wrong, in plain words, or that nothing is. Screen readers hear of changes, not of every second. */
export function Problems({ problems }: { problems: SystemHealth["problems"] }) {
  const announced = useAnnouncement(problems);
  return (
    <>
      <p role="status" className="sr-only">
        {announced}
      </p>
      {problems.length === 0 ? (
        <div className="flex items-center gap-3 rounded-2xl border border-good/40 bg-good-tint p-4 text-good">
          <CircleCheck aria-hidden className="size-6 shrink-0" />
          <p className="font-semibold">All is well: everything that should run does.</p>
        </div>
      ) : (
        <section
          aria-label="Problems"
          className="rounded-2xl border border-danger/50 bg-danger-tint p-4 text-danger"
        >
          <h2 className="flex items-center gap-3 font-semibold">
            <TriangleAlert aria-hidden className="size-6 shrink-0" />
            {problems.length === 1 ? "One problem" : `${problems.length} problems`}
          </h2>
          <ul className="mt-1.5 list-disc pl-14">
            {problems.map((problem) => (
              <li key={withoutSpans(problem)} className="wrap-anywhere tabular-nums">
                {problem}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function useAnnouncement(problems: readonly string[]): string {
  const words = problems.map(withoutSpans).join(". ");
  const before = useRef("");
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    if (words === before.current) return;
    setAnnounced(words === "" ? "All is well again." : words);
    before.current = words;
  }, [words]);
  return announced;
}

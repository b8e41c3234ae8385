import { X } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ChoiceGroup, ChoiceRow, groupHeadClass, keepFocus } from "./choice-list";
import type { Choice } from "./choices";
import type { SearchPanel } from "./use-search-panel";

interface PanelProps {
  id: string;
  panel: SearchPanel;
  active: Choice | null;
  idOf: (choice: Choice) => string;
  onChosen: (choice: Choice) => void;
  onForget: (choice: Choice) => void;
}

/** What opens below the search box: as wide as the screen on a phone, as the box elsewhere. */
export function SuggestionPanel({ id, panel, onForget, ...list }: PanelProps) {
  const { label, groups, choices, words, isSlow } = panel;
  const recent = choices.filter(({ kind }) => kind === "recent");
  const search = choices.find(({ kind }) => kind === "search");
  return (
    <div className="absolute inset-x-0 top-full max-h-[calc(100dvh-8rem)] scroll-pb-16 overflow-y-auto overscroll-contain border-line border-b bg-surface p-2 shadow-lg md:mt-2 md:max-h-[calc(100dvh-6rem)] md:rounded-2xl md:border">
      <div className="flex">
        <div id={id} role="listbox" aria-label={label} className="min-w-0 flex-1">
          {isSlow && <RowSkeletons />}
          {groups.map((group) => (
            <ChoiceGroup key={group.title} group={group} words={words} {...list} />
          ))}
          {search && groups.length === 0 && !isSlow && <NothingSuggested />}
          {search && (
            <div
              role="presentation"
              className="sticky -bottom-2 -mx-2 -mb-2 border-line border-t bg-surface p-2 first:border-t-0"
            >
              <ChoiceRow choice={search} words={words} {...list} />
            </div>
          )}
        </div>
        {recent.length > 0 && <ForgetButtons choices={recent} onForget={onForget} />}
      </div>
    </div>
  );
}

/** Beside the options and not within them, where nothing could reach them: each as high as its row. */
function ForgetButtons({ choices, onForget }: { choices: Choice[]; onForget: PanelProps["onForget"] }) {
  return (
    <ul aria-label="Remove recent searches">
      <li aria-hidden className={groupHeadClass} />
      {choices.map((choice) => (
        <li key={choice.to}>
          <IconButton
            label={`Remove ${choice.label} from the recent searches`}
            onMouseDown={keepFocus}
            onClick={() => onForget(choice)}
            className="text-ink-soft"
          >
            <X aria-hidden className="size-5" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function NothingSuggested() {
  return (
    <p role="presentation" className="px-3 pt-1.5 pb-3 text-ink-soft">
      No product, category or brand is called that.
    </p>
  );
}

function RowSkeletons() {
  return (
    <div aria-hidden className="flex flex-col gap-3 p-3">
      <Skeleton className="h-8 w-full" />
      <Skeleton className="h-8 w-4/5" />
      <Skeleton className="h-8 w-3/5" />
    </div>
  );
}

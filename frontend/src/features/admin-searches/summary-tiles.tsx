import type { SearchReport } from "@/api/types";
import { StatGrid, StatTile } from "@/components/dashboard/stat-tile";
import { formatCount, formatShare } from "@/lib/numbers";
import { perSearch } from "./figures";

/** All searches of the days in three figures; undefined while they load. */
export function SummaryTiles({ summary }: { summary: SearchReport["summary"] | undefined }) {
  const { searches, unfound, clicks } = summary ?? { searches: 0, unfound: 0, clicks: 0 };
  const shown = (value: string) => (summary ? value : null);
  return (
    <StatGrid label="Searches in figures">
      <StatTile
        label="Searches"
        value={shown(formatCount(searches))}
        note="each visitor’s about once a day"
      />
      <StatTile
        label="Missing products"
        value={shown(searches === 0 ? "–" : formatShare(unfound / searches))}
        note={`${formatCount(unfound)} found nothing, or only some of the words`}
      />
      <StatTile
        label="Clicks a search"
        value={shown(perSearch(clicks, searches))}
        note={`${formatCount(clicks)} products opened`}
      />
    </StatGrid>
  );
}

import { useMemo } from "react";
import type { SystemHealth } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/numbers";
import { timeAgo } from "@/lib/time-ago";
import { type SortedColumn, SortedTable } from "./sorted-table";
import { formatBytes } from "./words";

type Collection = SystemHealth["collections"][number];
type Index = Collection["indexes"][number] & { collection: string };

const collectionColumns: SortedColumn<Collection>[] = [
  { id: "name", header: "Collection", value: ({ name }) => name },
  {
    id: "documents",
    header: "Documents",
    value: ({ documents }) => documents,
    cell: ({ documents }) => formatCount(documents),
  },
  {
    id: "size",
    header: "Content",
    value: ({ size_bytes }) => size_bytes,
    cell: ({ size_bytes }) => formatBytes(size_bytes),
  },
  {
    id: "storage",
    header: "On disk",
    value: ({ storage_bytes }) => storage_bytes,
    cell: ({ storage_bytes }) => formatBytes(storage_bytes),
  },
  {
    id: "indexes",
    header: "Indexes",
    value: indexBytes,
    cell: (collection) => `${collection.indexes.length}, ${formatBytes(indexBytes(collection))}`,
  },
];

const indexColumns: SortedColumn<Index>[] = [
  { id: "collection", header: "Collection", value: ({ collection }) => collection },
  { id: "name", header: "Index", value: ({ name }) => name.replace(/^souk_/, "") },
  { id: "uses", header: "Used", value: ({ uses }) => uses, cell: ({ uses }) => formatCount(uses) },
  {
    id: "since",
    header: "Counted since",
    value: ({ since }) => (since === null ? 0 : Date.parse(since)),
    cell: ({ since }) => (since === null ? "–" : timeAgo(since, Date.now())),
  },
  {
    id: "size",
    header: "Size",
    value: ({ size_bytes }) => size_bytes,
    cell: ({ size_bytes }) => formatBytes(size_bytes),
  },
];

/** How big everything is, and which indexes earn their place. */
export function CollectionPanels({ collections }: { collections: Collection[] }) {
  const indexes = useMemo(
    () =>
      collections.flatMap(({ name, indexes }) => indexes.map((index) => ({ ...index, collection: name }))),
    [collections],
  );
  const isMeasured = collections.length > 0;
  return (
    <>
      <Panel title="Collections" hint="Measured every half minute.">
        {isMeasured ? (
          <SortedTable
            label="Collections"
            columns={collectionColumns}
            rows={collections}
            rowId={({ name }) => name}
            first={{ column: "storage", descending: true }}
          />
        ) : (
          <Measuring />
        )}
      </Panel>
      <Panel
        title="Use of indexes"
        hint="Counted on all members together, since the last of them started. One that nobody uses costs and gives nothing."
      >
        {isMeasured ? (
          <SortedTable
            label="Use of indexes"
            columns={indexColumns}
            rows={indexes}
            rowId={({ collection, name }) => `${collection} ${name}`}
            first={{ column: "uses", descending: true }}
          />
        ) : (
          <Measuring />
        )}
      </Panel>
    </>
  );
}

function Measuring() {
  return (
    <>
      <p className="sr-only">Being measured</p>
      <Skeleton className="h-60 w-full" />
    </>
  );
}

function indexBytes({ indexes }: Collection): number {
  return indexes.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
}

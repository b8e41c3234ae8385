import { useQuery } from "@tanstack/react-query";
import { Equal, Pencil, Plus, Trash2, Upload } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { readSynonymsFile, synonymsQuery } from "@/api/synonyms";
import type { SynonymGroup } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { FileButton } from "@/components/dashboard/file-button";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatCount } from "@/lib/numbers";
import { type Edited, GroupDialog } from "./group-dialog";
import { ImportDialog } from "./import-dialog";
import { RemoveDialog } from "./remove-dialog";
import { withWords } from "./words";

const spec = {} as const;

const columns: Column<SynonymGroup>[] = [
  {
    id: "words",
    header: "Mean the same",
    heading: true,
    className: "w-full",
    cell: ({ words }) => (
      <ul className="flex flex-wrap gap-1.5 py-1">
        {words.map((word) => (
          <li
            key={word}
            className="rounded-2xl bg-brand-tint px-3 py-0.5 font-medium text-brand-strong wrap-anywhere"
          >
            {word}
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: "changed",
    header: "Changed",
    className: "whitespace-nowrap",
    cell: ({ updated_at }) => <TimeAgo moment={updated_at} />,
  },
];

/** Words that mean the same to the search. `?new=telly` in the address begins a group with that word. */
export function SynonymsPage() {
  const state = useTableState(spec);
  const query = useQuery(synonymsQuery(state.query));
  const [added, setAdded] = useNewGroup();
  const [changed, setChanged] = useState<Edited | null>(null);
  const [removed, setRemoved] = useState<SynonymGroup | null>(null);
  const [importing, setImporting] = useState(false);

  function close(): void {
    setChanged(null);
    if (added) setAdded(null);
  }

  return (
    <>
      <PageHeader
        title="Synonyms"
        actions={
          <>
            <Button onClick={() => setAdded("")}>
              <Plus aria-hidden className="size-5" />
              Add a group
            </Button>
            <Button look="outline" onClick={() => setImporting(true)}>
              <Upload aria-hidden className="size-5" />
              Import
            </Button>
            <FileButton name="synonyms.txt" read={readSynonymsFile}>
              Export
            </FileButton>
          </>
        }
      >
        Words that mean the same: whoever searches for one finds products with the others as well. A change
        counts within a second.
      </PageHeader>
      <TableToolbar state={state} search="Search synonyms" placeholder="A word" />
      <DataTable
        label="Synonyms"
        columns={columns}
        query={query}
        state={state}
        rowId={({ id }) => id}
        countOf={(total) => (total === 1 ? "One group" : `${formatCount(total)} groups`)}
        actions={(group) => (
          <RowActions group={group} onChange={() => setChanged(group)} onRemove={() => setRemoved(group)} />
        )}
        empty={
          <EmptyState icon={<Equal />} title="No synonyms yet">
            <p>Add words that mean the same, such as laptop and notebook, or import a list of them.</p>
          </EmptyState>
        }
      />
      <GroupDialog group={changed ?? added} onClose={close} />
      <RemoveDialog group={removed} onClose={() => setRemoved(null)} />
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
    </>
  );
}

/** The group that the address begins, and how to begin one with a text, or with null to leave it. */
function useNewGroup(): [Edited | null, (text: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get("new");

  function set(next: string | null): void {
    const changed = new URLSearchParams(params);
    if (next === null) changed.delete("new");
    else changed.set("new", next);
    setParams(changed, { preventScrollReset: true, replace: next === null });
  }
  return [text === null ? null : { id: null, words: withWords([], text) }, set];
}

interface RowActionsProps {
  group: SynonymGroup;
  onChange: () => void;
  onRemove: () => void;
}

function RowActions({ group, onChange, onRemove }: RowActionsProps) {
  const words = group.words.join(", ");
  return (
    <>
      <Button look="ghost" size="sm" aria-label={`Edit ${words}`} onClick={onChange}>
        <Pencil aria-hidden className="size-4" />
        Edit
      </Button>
      <Button look="ghost" size="sm" aria-label={`Remove ${words}`} onClick={onRemove}>
        <Trash2 aria-hidden className="size-4" />
        Remove
      </Button>
    </>
  );
}

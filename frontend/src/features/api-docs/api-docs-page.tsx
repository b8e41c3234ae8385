import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { Contents } from "./contents";
import type { ApiDocument, Group } from "./document";
import { documentAddress, documentQuery } from "./document-query";
import { countOf, filtered } from "./filter";
import { Guide } from "./guide";
import { OperationCard } from "./operation-card";
import { Prose } from "./text";
import { useLinkedPart } from "./use-linked-part";

export function ApiDocsPage() {
  usePageTitle("API");
  const { data, error, refetch } = useQuery(documentQuery);
  if (data) return <Docs document={data} />;
  if (error) return <ErrorState page error={error} onRetry={() => void refetch()} />;
  return <PageSkeleton />;
}

function Docs({ document }: { document: ApiDocument }) {
  const [filter, setFilter] = useState("");
  const groups = filtered(document.groups, filter);
  const withGuide = filter.trim() === "";
  useLinkedPart({ isFiltered: !withGuide, showAll: () => setFilter("") });
  return (
    <div className="mx-auto max-w-7xl px-4 pt-6 lg:px-8 lg:pt-10">
      <Opening version={document.version} />
      <div className="mt-6 grid gap-8 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-12">
        <aside
          aria-label="Find an operation"
          className="flex flex-col gap-4 lg:sticky lg:top-24 lg:max-h-[calc(100dvh-8rem)] lg:self-start"
        >
          <Filter
            value={filter}
            onChange={setFilter}
            found={countOf(groups)}
            all={countOf(document.groups)}
          />
          <Contents groups={groups} withGuide={withGuide} />
        </aside>
        <div className="flex min-w-0 flex-col gap-10">
          {withGuide && <Guide document={document} />}
          {groups.map((group) => (
            <GroupSection key={group.tag} document={document} group={group} />
          ))}
          {groups.length === 0 && (
            <EmptyState
              title="No operation has all of these words"
              icon={<SearchX />}
              action={<Button onClick={() => setFilter("")}>Show all operations</Button>}
            >
              Try a part of the path, such as “orders”, or a role.
            </EmptyState>
          )}
        </div>
      </div>
    </div>
  );
}

function Opening({ version }: { version: string }) {
  return (
    <>
      <h1 className="font-display text-3xl lg:text-4xl">The API of Souk</h1>
      <p className="mt-3 max-w-prose text-lg">
        Everything that this shop does in the browser, a script can do as well. This is version {version}.
        Your tools can read the same from{" "}
        <a href={documentAddress} className="font-semibold text-brand underline">
          openapi.json
        </a>
        .
      </p>
    </>
  );
}

interface FilterProps {
  value: string;
  onChange: (value: string) => void;
  found: number;
  all: number;
}

function Filter({ value, onChange, found, all }: FilterProps) {
  const id = useId();
  return (
    <search aria-label="Operations" className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        Filter the operations
      </label>
      <Input
        id={id}
        type="search"
        placeholder="cart, seller, restock…"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p role="status" className="text-ink-soft text-sm">
        {found === all ? `${all} operations` : `${found} of ${all} operations`}
      </p>
    </search>
  );
}

function GroupSection({ document, group }: { document: ApiDocument; group: Group }) {
  const id = `tag-${group.tag}`;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
      <h2 id={`${id}-title`} className="font-display text-2xl">
        {group.title}
      </h2>
      {group.description && <Prose text={group.description} />}
      {group.operations.map((operation) => (
        <OperationCard key={operation.id} document={document} operation={operation} />
      ))}
    </section>
  );
}

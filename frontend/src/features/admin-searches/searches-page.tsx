import { useQuery } from "@tanstack/react-query";
import { PackageCheck, SearchX, ShieldCheck } from "lucide-react";
import { useSearchParams } from "react-router";
import { searchReportQuery } from "@/api/searches";
import type { SearchedText, SearchReportQuery } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { FilterTabs } from "@/components/dashboard/filter-tabs";
import { PageHeader } from "@/components/dashboard/page-header";
import { Segment, Segments } from "@/components/dashboard/segments";
import { useTableState } from "@/components/dashboard/table-state";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { formatCount } from "@/lib/numbers";
import { columns } from "./columns";
import { SummaryTiles } from "./summary-tiles";

const spec = { filters: { days: ["7", "90"], show: ["unfound", "unclicked"] } } as const;
const usualDays = "30";
const periods = ["7", usualDays, "90"];
const tabs = [
  { value: "", label: "All" },
  { value: "unfound", label: "Missing products" },
  { value: "unclicked", label: "Nothing chosen" },
];

type Show = NonNullable<SearchReportQuery["show"]>;

/** What people search for, in vain or not: where synonyms, and goods, are missing. */
export function SearchesPage() {
  const state = useTableState(spec);
  const { page, limit, days = usualDays, show = "all" } = state.query;
  const query = useQuery(searchReportQuery({ page, limit, days: Number(days), show }));
  return (
    <>
      <PageHeader title="Searches" actions={<DaysPicker days={days} />}>
        What people search for, what they do not find, and what they choose of it.
      </PageHeader>
      {!query.error && <SummaryTiles summary={query.data?.summary} />}
      <div className="mt-6">
        <FilterTabs label="Searches to show" name="show" tabs={tabs} current={state.valueOf("show")} />
        <DataTable
          label="Searches"
          columns={columns}
          query={query}
          // the days and the tabs are no filters to clear
          state={{ ...state, isFiltered: false }}
          rowId={({ text }) => text}
          countOf={(total) => (total === 1 ? "One text" : `${formatCount(total)} texts`)}
          actions={(row) => <AddSynonym row={row} />}
          empty={<Empty show={show} />}
        />
      </div>
      <WhatIsKept />
    </>
  );
}

function DaysPicker({ days }: { days: string }) {
  const [params] = useSearchParams();
  function hrefOf(value: string): { search: string } {
    const next = new URLSearchParams(params);
    next.delete("page");
    if (value === usualDays) next.delete("days");
    else next.set("days", value);
    return { search: next.toString() };
  }
  return (
    <Segments label="Period">
      {periods.map((value) => (
        <Segment key={value} to={hrefOf(value)} current={value === days}>
          {value} days
        </Segment>
      ))}
    </Segments>
  );
}

function AddSynonym({ row: { text } }: { row: SearchedText }) {
  return (
    <ButtonLink
      look="outline"
      size="sm"
      to={`/admin/synonyms?${new URLSearchParams({ new: text })}`}
      aria-label={`Add synonym for ${text}`}
    >
      Add synonym
    </ButtonLink>
  );
}

const nothing: Record<Show, { title: string; text: string }> = {
  all: {
    title: "Nobody has searched yet",
    text: "As soon as somebody searches for something, it is here within a few seconds.",
  },
  unfound: {
    title: "Nothing was missing",
    text: "For every search in these days there were products with all of its words.",
  },
  unclicked: {
    title: "Something was chosen every time",
    text: "Of each text that found products in these days, somebody opened one.",
  },
};

function Empty({ show }: { show: Show }) {
  const { title, text } = nothing[show];
  return (
    <EmptyState icon={show === "all" ? <SearchX /> : <PackageCheck />} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}

function WhatIsKept() {
  return (
    <p className="mt-8 flex max-w-prose gap-2.5 text-ink-soft text-sm">
      <ShieldCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>
        Only counts are kept, by day and text, for 90 days. Each visitor counts about once a day for a text,
        and nothing says who searched. Texts that look like somebody’s email address or number are not kept at
        all.
      </span>
    </p>
  );
}

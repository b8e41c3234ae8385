import { ChartLine, Table2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { type ChartContent, isEmptyChart } from "./chart";
import { ChartLegend } from "./chart-legend";
import { ChartTable } from "./chart-table";
import { Panel } from "./panel";

const ChartCanvas = lazy(() => import("./chart-canvas"));

interface ChartCardProps {
  title: string;
  hint?: ReactNode;
  /** What the labels are: "Day", "Product". It heads the table's first column. */
  labelsAre: string;
  /** Null while it loads. Keep it by useMemo, so that the chart is drawn anew only when the figures change. */
  content: ChartContent | null;
  error?: unknown;
  onRetry?: () => void;
  /** Said in place of a chart that would be empty. */
  empty?: string;
  className?: string;
}

/** A chart with the same figures as a table: always there for screen readers, and for all at the press of a button. */
export function ChartCard(props: ChartCardProps) {
  const { title, hint, labelsAre, content, error, onRetry, className } = props;
  const [tabled, setTabled] = useState(false);
  const isEmpty = content !== null && isEmptyChart(content);
  const toggle = tabled ? "Show as chart" : "Show as table";
  const action = content !== null && !isEmpty && (
    <button
      type="button"
      className="-mr-2 inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 font-semibold text-ink-soft text-sm whitespace-nowrap hover:bg-sunken hover:text-ink"
      aria-label={`${toggle}: ${title}`}
      onClick={() => setTabled(!tabled)}
    >
      {tabled ? <ChartLine aria-hidden className="size-5" /> : <Table2 aria-hidden className="size-5" />}
      {toggle}
    </button>
  );
  return (
    <Panel title={title} hint={hint} action={action} className={className}>
      {content === null && error ? (
        <ErrorState error={error} onRetry={() => onRetry?.()} />
      ) : content === null ? (
        <Skeleton className="h-72 w-full" />
      ) : isEmpty ? (
        <p className="grid h-72 place-items-center text-center text-ink-soft">
          {props.empty ?? "Nothing in these days."}
        </p>
      ) : (
        <>
          {!tabled && <Drawing title={title} content={content} />}
          <ChartTable title={title} labelsAre={labelsAre} content={content} visible={tabled} />
        </>
      )}
    </Panel>
  );
}

function Drawing({ title, content }: { title: string; content: ChartContent }) {
  const ring = content.kind === "doughnut";
  return (
    <div className={classNames("flex gap-4", ring ? "flex-wrap items-center justify-center" : "flex-col")}>
      {!ring && content.series.length > 1 && <ChartLegend content={content} />}
      <div className={classNames("relative min-w-0", ring ? "size-48" : "h-72 w-full")}>
        <Suspense fallback={<Skeleton className="size-full" />}>
          <ChartCanvas content={content} label={`Chart: ${title}. The same figures follow as a table.`} />
        </Suspense>
      </div>
      {ring && <ChartLegend content={content} />}
    </div>
  );
}

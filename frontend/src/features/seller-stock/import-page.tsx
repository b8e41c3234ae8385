import { CircleCheck, Square } from "lucide-react";
import { useState } from "react";
import { FileButton } from "@/components/dashboard/file-button";
import { PageHeader } from "@/components/dashboard/page-header";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { download } from "@/lib/calendar-file";
import { formatCount } from "@/lib/numbers";
import { csvOf } from "./csv";
import type { ImportProblem, ImportProgress, ImportReport } from "./import-answers";
import { type RowColumn, RowPages } from "./row-pages";
import { FileDrop } from "./sheet-chooser";
import { readProductsFile } from "./stock-queries";
import { useImport } from "./use-import";

/** Products from a file into the shop, and all of them out of it. */
export function ImportPage() {
  const { step, problem, start, stop, startOver } = useImport();
  return (
    <>
      <PageHeader title="Import and export">
        Put many products on sale from one file. Products that you have already, by their SKU, are brought up
        to date.
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Panel title="Import">
          <div className="flex flex-col gap-4">
            <FormProblem message={problem || undefined} />
            {step.at === "choose" && <Choose onStart={(file, stock) => void start(file, stock)} />}
            {step.at === "running" && <Running file={step.file} progress={step.progress} onStop={stop} />}
            {step.at === "done" && (
              <Report name={step.file.name} report={step.report} onStartOver={startOver} />
            )}
          </div>
        </Panel>
        <Panel title="Export" hint="Everything about your products, in the form that the import reads.">
          <div className="flex flex-wrap gap-3">
            <FileButton name="products.csv" read={() => readProductsFile({ format: "csv" })}>
              Export as CSV
            </FileButton>
            <FileButton name="products.jsonl" read={() => readProductsFile({ format: "jsonl" })}>
              Export as JSONL
            </FileButton>
          </div>
        </Panel>
      </div>
    </>
  );
}

const usualStock = 10;
const mostStock = 1_000_000;

function Choose({ onStart }: { onStart: (file: File, stock: number) => void }) {
  const [text, setText] = useState(String(usualStock));
  const stock = Number(text);
  const isGood = /^\d+$/.test(text) && stock <= mostStock;
  return (
    <>
      <div className="max-w-xs">
        <Field
          label="Stock of new products"
          required
          hint="Where the file names none."
          error={isGood ? undefined : "A whole number from 0 to 1,000,000."}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <FileDrop
        accept=".csv,.jsonl,.ndjson,.gz,text/csv"
        label="Choose a file"
        hint="Or drop it here. CSV or JSONL with sku, name, category and price; packed (.gz) or not; up to 100,000 lines."
        busy={false}
        onFile={(file) => isGood && onStart(file, stock)}
      />
    </>
  );
}

interface RunningProps {
  file: File;
  progress: ImportProgress | null;
  onStop: () => void;
}

function Running({ file, progress, onStop }: RunningProps) {
  const words = progress ? `${formatCount(progress.lines)} lines read` : "Sending the file";
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {file.name}: {words}
      </p>
      <progress
        aria-label={`Import of ${file.name}`}
        className="h-3 w-full accent-brand"
        max={file.size}
        value={progress?.total_bytes_read}
      />
      {progress && <Counts {...progress} />}
      <Button look="outline" className="self-start" onClick={onStop}>
        <Square aria-hidden className="size-4" />
        Stop
      </Button>
    </div>
  );
}

function Counts({ created, updated, failed }: { created: number; updated: number; failed: number }) {
  const counts = [
    ["New", created],
    ["Up to date", updated],
    ["Left out", failed],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {counts.map(([label, count]) => (
        <div key={label}>
          <dt className="text-ink-soft text-sm">{label}</dt>
          <dd className="font-display text-2xl tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ReportProps {
  name: string;
  report: ImportReport;
  onStartOver: () => void;
}

function Report({ name, report, onStartOver }: ReportProps) {
  const { lines, seconds, failed, errors } = report;
  return (
    <>
      <p role="status" className="flex items-center gap-2.5 text-lg">
        <CircleCheck aria-hidden className="size-6 shrink-0 text-good" />
        {name}: {lines === 1 ? "one line" : `${formatCount(lines)} lines`} in {seconds.toFixed(1)} s
      </p>
      <Counts {...report} />
      {failed > 0 && (
        <section aria-label="Lines left out">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <h3 className="font-display text-xl">Lines left out</h3>
            <Button
              look="outline"
              onClick={() => download("lines-left-out.csv", "text/csv", errorsFile(errors))}
            >
              Download this list
            </Button>
          </div>
          <RowPages
            label="Lines left out"
            columns={errorColumns}
            rows={errors}
            rowKey={({ line }) => String(line)}
          />
          {failed > errors.length && (
            <p className="mt-2 text-ink-soft">And {formatCount(failed - errors.length)} more.</p>
          )}
        </section>
      )}
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/seller/products">See my products</ButtonLink>
        <Button look="outline" onClick={onStartOver}>
          Import another file
        </Button>
      </div>
    </>
  );
}

const errorColumns: RowColumn<ImportProblem>[] = [
  { header: "Line", cell: ({ line }) => formatCount(line), end: true },
  { header: "SKU", cell: ({ sku }) => sku ?? "—" },
  {
    header: "What is wrong",
    cell: ({ errors }) => (
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <span className="font-semibold">{field}</span>: {message}
          </li>
        ))}
      </ul>
    ),
  },
];

function errorsFile(problems: readonly ImportProblem[]): string {
  const rows = problems.flatMap(({ line, sku, errors }) =>
    errors.map(({ field, message }) => [line, sku ?? "", field, message]),
  );
  return csvOf([["line", "sku", "field", "message"], ...rows]);
}

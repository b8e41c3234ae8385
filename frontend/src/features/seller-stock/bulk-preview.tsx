import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import type { BadLine, BulkChange, BulkEdit } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import {
  changesInWords,
  failedInWords,
  hasNewPrice,
  hasNewStock,
  surprisingPrices,
  unknownColumns,
} from "./bulk-summary";
import { type RowColumn, RowPages } from "./row-pages";

interface BulkPreviewProps {
  shown: BulkEdit;
  name: string;
  changedMeanwhile: boolean;
  problem: string;
  busy: boolean;
  onApply: () => void;
  onStartOver: () => void;
}

/** What the sheet would do: every change with old and new, every bad line, and the button that does it. */
export function BulkPreview(props: BulkPreviewProps) {
  const { shown, name, changedMeanwhile, problem, busy, onApply, onStartOver } = props;
  const [asking, setAsking] = useState(false);
  const summary = changesInWords(shown.changes);
  const canApply = shown.failed === 0 && shown.changed > 0;
  return (
    <>
      <Panel
        title={summary}
        hint={`From ${name}: ${shown.rows === 1 ? "one line" : `${formatCount(shown.rows)} lines`} read. Nothing is changed yet.`}
      >
        <div className="flex flex-col gap-4">
          <FormProblem message={problem || undefined} />
          <Notices shown={shown} changedMeanwhile={changedMeanwhile} />
          <div className="flex flex-wrap gap-3">
            {canApply && (
              <Button busy={busy} onClick={() => setAsking(true)}>
                {busy ? "Applying" : "Apply these changes"}
              </Button>
            )}
            <Button look="outline" disabled={busy} onClick={onStartOver}>
              Choose another file
            </Button>
          </div>
        </div>
      </Panel>
      {shown.failed > 0 && <BadLines shown={shown} />}
      {shown.changed > 0 && (
        <section aria-label="Changes">
          <h2 className="mb-3 font-display text-xl">What changes</h2>
          <RowPages
            label="Changes"
            columns={changeColumns}
            rows={shown.changes}
            rowKey={(row) => row.product_id}
          />
        </section>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={shown.changed === 1 ? "Change one product?" : `Change ${formatCount(shown.changed)} products?`}
        footer={
          <>
            <Button look="ghost" onClick={() => setAsking(false)}>
              Not yet
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                onApply();
              }}
            >
              Yes, apply
            </Button>
          </>
        }
      >
        <p>
          {summary}. Buyers see it at once. If anything here was sold or changed since you looked, nothing
          happens and you can look again.
        </p>
      </Dialog>
    </>
  );
}

function Notices({ shown, changedMeanwhile }: { shown: BulkEdit; changedMeanwhile: boolean }) {
  const surprising = surprisingPrices(shown.changes);
  const [first] = surprising;
  const columns = unknownColumns(shown);
  return (
    <div role="status" className="flex flex-col gap-2.5 empty:hidden">
      {changedMeanwhile && (
        <Notice>
          Some of these products were sold or changed since you looked, so nothing was applied. This is how it
          would be now: please look again.
        </Notice>
      )}
      {shown.failed > 0 && (
        <Notice>
          {failedInWords(shown.failed)}, so nothing can be applied yet. Mend the lines below, then choose the
          file again.
        </Notice>
      )}
      {first && (
        <Notice>
          {surprising.length === 1 ? "One price changes" : `${formatCount(surprising.length)} prices change`}{" "}
          a lot, such as {first.name}: {formatPrice(first.price_from)} to {formatPrice(first.price_to)}. Is
          that meant?
        </Notice>
      )}
      {columns.length > 0 && (
        <Notice>
          {columns.length === 1 ? "This column is" : "These columns are"} not used: {columns.join(", ")}.
        </Notice>
      )}
    </div>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2.5 rounded-xl bg-accent-tint px-4 py-3 text-accent-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

function BadLines({ shown }: { shown: BulkEdit }) {
  const more = shown.failed - new Set(shown.errors.map(({ line }) => line)).size;
  return (
    <section aria-label="Lines to mend">
      <h2 className="mb-3 font-display text-xl">Lines to mend</h2>
      <RowPages
        label="Lines to mend"
        columns={errorColumns}
        rows={shown.errors}
        rowKey={(row) => `${row.line} ${row.field}`}
      />
      {more > 0 && <p className="mt-2 text-ink-soft">And {formatCount(more)} more.</p>}
    </section>
  );
}

const errorColumns: RowColumn<BadLine>[] = [
  { header: "Line", cell: ({ line }) => formatCount(line), end: true },
  { header: "Column", cell: ({ field }) => field },
  { header: "What is wrong", cell: ({ message }) => message },
];

const changeColumns: RowColumn<BulkChange>[] = [
  { header: "Line", cell: ({ line }) => formatCount(line), end: true },
  {
    header: "Product",
    cell: ({ product_id, name, sku }) => (
      <>
        <Link
          className="font-semibold underline-offset-4 hover:underline"
          to={`/seller/products/${product_id}`}
        >
          {name}
        </Link>
        {sku !== null && <span className="block text-ink-soft text-sm">{sku}</span>}
      </>
    ),
  },
  {
    header: "Price",
    end: true,
    cell: (change) => (
      <FromTo
        changed={hasNewPrice(change)}
        from={formatPrice(change.price_from)}
        to={formatPrice(change.price_to)}
      />
    ),
  },
  {
    header: "Stock",
    end: true,
    cell: (change) => (
      <FromTo
        changed={hasNewStock(change)}
        from={formatCount(change.stock_from)}
        to={formatCount(change.stock_to)}
      />
    ),
  },
];

function FromTo({ changed, from, to }: { changed: boolean; from: string; to: string }) {
  if (!changed) return <span className="text-ink-soft">{to}</span>;
  return (
    <>
      <span className="text-ink-soft max-sm:block">
        {from} <span aria-hidden>→</span>
        <span className="sr-only">to</span>
      </span>{" "}
      <strong>{to}</strong>
    </>
  );
}

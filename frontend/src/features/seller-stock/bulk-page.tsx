import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { FileButton } from "@/components/dashboard/file-button";
import { PageHeader } from "@/components/dashboard/page-header";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { Button, ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/lib/numbers";
import { BulkPreview } from "./bulk-preview";
import { FileDrop, PasteBox } from "./sheet-chooser";
import { readProductsFile } from "./stock-queries";
import { type BulkStep, useBulkEdit } from "./use-bulk-edit";

/** Prices and stock of many products at once, from a sheet: look first, then all of it or nothing. */
export function BulkPage() {
  const { step, problem, check, apply, startOver } = useBulkEdit();
  const result = useRef<HTMLDivElement>(null);
  const isChecked = step.at === "checked";
  useEffect(() => {
    if (isChecked || step.at === "done") result.current?.focus();
  }, [isChecked, step.at]);

  return (
    <>
      <PageHeader title="Prices and stock">
        Change many products at once: take them into a spreadsheet, edit there, and bring the file back. You
        see every change before anything happens.
      </PageHeader>
      <div className="flex flex-col gap-5">
        {(step.at === "choose" || step.at === "checking") && (
          <Choose
            busy={step.at === "checking"}
            problem={problem}
            onSheet={(name, content) => void check({ name, content })}
          />
        )}
        <div ref={result} tabIndex={-1} className="flex flex-col gap-5 outline-none">
          {(step.at === "checked" || step.at === "applying") && (
            <BulkPreview
              shown={step.shown}
              name={step.sheet.name}
              changedMeanwhile={step.changedMeanwhile}
              problem={problem}
              busy={step.at === "applying"}
              onApply={() => void apply()}
              onStartOver={startOver}
            />
          )}
          {step.at === "done" && <Done step={step} onStartOver={startOver} />}
        </div>
      </div>
    </>
  );
}

interface ChooseProps {
  busy: boolean;
  problem: string;
  onSheet: (name: string, content: Blob) => void;
}

function Choose({ busy, problem, onSheet }: ChooseProps) {
  return (
    <>
      <Panel
        title="1. Take your products"
        hint="One line a product: id, SKU, name, price and stock."
        action={
          <FileButton
            name="prices-and-stock.csv"
            read={() => readProductsFile({ format: "csv", columns: "edit" })}
          >
            Download the sheet
          </FileButton>
        }
      >
        <ul className="list-disc space-y-1 pl-5 text-ink-soft">
          <li>Open it in any spreadsheet and change what you like in the columns price and stock.</li>
          <li>Delete the lines, empty the cells or remove the column of what should stay as it is.</li>
          <li>
            Stock is the number you have on the shelf. If you only set prices, remove the stock column: what
            sells in the meantime then does not matter.
          </li>
        </ul>
      </Panel>
      <Panel title="2. Bring it back">
        <div className="flex flex-col gap-4">
          <FormProblem message={problem || undefined} />
          <FileDrop
            accept=".csv,.tsv,.txt,text/csv"
            label={busy ? "Reading your file" : "Choose a file"}
            hint="Or drop it here. A CSV file from any spreadsheet, up to 20,000 lines, of which 5,000 may change something. Nothing is changed yet."
            busy={busy}
            onFile={(file) => onSheet(file.name, file)}
          />
          <PasteBox busy={busy} onPaste={(text) => onSheet("your pasted cells", new Blob([text]))} />
        </div>
      </Panel>
    </>
  );
}

function Done({ step, onStartOver }: { step: Extract<BulkStep, { at: "done" }>; onStartOver: () => void }) {
  const { changed } = step.done;
  const products = changed === 1 ? "One product is" : `${formatCount(changed)} products are`;
  return (
    <Panel title="Done">
      <p role="status" className="flex items-center gap-2.5 text-lg">
        <CircleCheck aria-hidden className="size-6 shrink-0 text-good" />
        {products} changed, as {step.sheet.name} says.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <ButtonLink to="/seller/products">See my products</ButtonLink>
        <Button look="outline" onClick={onStartOver}>
          Change more
        </Button>
      </div>
    </Panel>
  );
}

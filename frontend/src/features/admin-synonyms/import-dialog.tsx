import { FileText } from "lucide-react";
import { useRef } from "react";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { ImportResult } from "./import-result";
import { useImport } from "./use-import";

const charactersAtMost = 500_000;

interface ImportDialogProps {
  open: boolean;
  onClose: () => void;
}

/** Groups from a text or a file: shown first what would happen, then done. */
export function ImportDialog({ open, onClose }: ImportDialogProps) {
  const { sheet, edit, clear, check, apply, shown, problems, busy } = useImport(close);

  function close(): void {
    clear();
    onClose();
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title="Import synonyms"
      footer={
        <>
          <Button look="outline" onClick={close}>
            Cancel
          </Button>
          {apply ? (
            <Button busy={busy} onClick={() => void apply()}>
              Import now
            </Button>
          ) : (
            <Button busy={busy} disabled={sheet.text.trim() === ""} onClick={() => void check()}>
              {shown ? "Check again" : "Check"}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FormProblem message={problems.other} />
        <Field
          label="Groups"
          required
          error={problems.field}
          hint="One group a line, with commas between its words. Lines that begin with # are passed over."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={8}
              spellCheck={false}
              maxLength={charactersAtMost}
              value={sheet.text}
              onChange={(event) => edit({ text: event.target.value })}
              placeholder={"laptop, notebook\ntelly, television, tv"}
              className="font-mono text-sm"
            />
          )}
        </Field>
        <FileChoice onText={(text) => edit({ text })} />
        <Checkbox
          label="Remove the groups that are not in this text"
          checked={sheet.replace}
          onChange={(event) => edit({ replace: event.target.checked })}
        />
        <div role="status" className="empty:hidden">
          {shown && (
            <div ref={intoView}>
              <ImportResult result={shown} />
            </div>
          )}
        </div>
      </div>
    </Dialog>
  );
}

/** On a phone it may be below what is in sight. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: "nearest" });
}

function FileChoice({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look="outline" size="sm" className="self-start" onClick={() => input.current?.click()}>
        <FileText aria-hidden className="size-5" />
        Take it from a text file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".txt,text/plain"
        aria-label="Text file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // the same file again, after it was mended, must count as chosen
          event.target.value = "";
          // Read when the dialog is closed already, it is wanted no more.
          if (file) void file.text().then((text) => input.current && onText(text));
        }}
      />
    </>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importSynonyms, synonymsKey } from "@/api/synonyms";
import type { SynonymImportResult } from "@/api/types";
import { toast } from "@/components/ui/toast";
import { doneText, undoneText } from "./import-result";
import { useSending } from "./use-sending";
import { type Problems, problemsOf, problemText } from "./words";

export interface Sheet {
  text: string;
  /** Groups that the text does not have are taken out. */
  replace: boolean;
}

/** What was looked at, and what came out. */
interface Checked {
  sheet: Sheet;
  result: SynonymImportResult;
}

const blank: Sheet = { text: "", replace: false };
const ofText = /^text$/;

/** A text to import: looked at first, then just what was looked at is taken over as a whole or not at all. */
export function useImport(onDone: () => void) {
  const queries = useQueryClient();
  const { busy, send, stop } = useSending();
  const [sheet, setSheet] = useState(blank);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problems, setProblems] = useState<Problems>({});

  function edit(part: Partial<Sheet>): void {
    stop();
    setSheet((now) => ({ ...now, ...part }));
    setChecked(null);
    setProblems({});
  }

  async function check(): Promise<void> {
    setProblems({});
    await send(importSynonyms({ ...sheet, dry_run: true }), {
      onDone: (result, late) => !late && setChecked({ sheet, result }),
      onProblem: (error, late) => !late && setProblems(problemsOf(error, ofText)),
    });
  }

  async function apply({ sheet: good }: Checked): Promise<void> {
    setProblems({});
    await send(importSynonyms({ ...good, dry_run: false }), {
      onDone: (result, late) => {
        // What was good may have become bad: somebody else works on the groups as well.
        if (result.failed > 0 && late) toast.danger(undoneText(result));
        else if (result.failed > 0) setChecked({ sheet: good, result });
        else toast.good(`Imported: ${doneText(result)}.`);
        if (result.failed === 0 && !late) onDone();
      },
      onProblem: (error, late) => {
        if (late) toast.danger(`Nothing was imported. ${problemText(error)}`);
        else setProblems(problemsOf(error, ofText));
      },
    });
    void queries.invalidateQueries({ queryKey: synonymsKey });
  }

  const shown = checked?.result ?? null;
  const isGood = shown !== null && shown.failed === 0 && shown.added + shown.removed > 0;
  return {
    sheet,
    edit,
    clear: () => edit(blank),
    check,
    /** Null while there is nothing that was found good. */
    apply: checked && isGood ? () => apply(checked) : null,
    shown,
    problems,
    busy,
  };
}

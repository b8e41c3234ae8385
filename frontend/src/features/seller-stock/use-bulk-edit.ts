import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, read } from "@/api/client";
import { ApiProblem, messageOf } from "@/api/problem";
import type { BulkEdit } from "@/api/types";
import { randomKey } from "@/lib/random-key";
import { sheetProblem } from "./bulk-summary";

/** The file or the pasted cells; `name` says which. */
export interface Sheet {
  name: string;
  content: Blob;
}

export type BulkStep =
  | { at: "choose" }
  | { at: "checking"; sheet: Sheet }
  | { at: "checked"; sheet: Sheet; shown: BulkEdit; changedMeanwhile: boolean }
  | { at: "applying"; sheet: Sheet; shown: BulkEdit; changedMeanwhile: boolean }
  | { at: "done"; sheet: Sheet; done: BulkEdit };

const changedMeanwhile_status = 409;

/**
 * Choose, look, apply. The edit is sent with the fingerprint of what was shown; when that no longer holds, nothing was
 * changed and the newest state is shown in its place. A key makes sending again after a lost answer safe.
 */
export function useBulkEdit() {
  const [step, setStep] = useState<BulkStep>({ at: "choose" });
  const [problem, setProblem] = useState("");
  const key = useRef("");
  const queries = useQueryClient();

  async function check(sheet: Sheet, changedMeanwhile = false): Promise<void> {
    const wrong = sheetProblem(sheet.content.size);
    setProblem(wrong);
    if (wrong) return;
    setStep({ at: "checking", sheet });
    key.current = randomKey();
    try {
      const shown = await send(sheet, { dry_run: true });
      setStep({ at: "checked", sheet, shown, changedMeanwhile });
    } catch (error) {
      setProblem(messageOf(error));
      setStep({ at: "choose" });
    }
  }

  async function apply(): Promise<void> {
    if (step.at !== "checked") return;
    const { sheet, shown } = step;
    setProblem("");
    setStep({ ...step, at: "applying" });
    try {
      const done = await send(sheet, { dry_run: false, expected: shown.fingerprint }, key.current);
      setStep({ at: "done", sheet, done });
      void queries.invalidateQueries({ queryKey: ["me", "seller"] });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === changedMeanwhile_status) return check(sheet, true);
      setProblem(messageOf(error));
      setStep({ ...step, at: "checked" });
    }
  }

  function startOver(): void {
    setProblem("");
    setStep({ at: "choose" });
  }

  return { step, problem, check, apply, startOver };
}

interface EditQuery {
  dry_run: boolean;
  expected?: string;
}

function send(sheet: Sheet, query: EditQuery, key?: string): Promise<BulkEdit> {
  return read(
    api.POST("/api/products/bulk-edit", {
      params: { query, ...(key !== undefined && { header: { "Idempotency-Key": key } }) },
      headers: { "Content-Type": "text/csv" },
      body: "",
      bodySerializer: () => sheet.content,
    }),
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, read } from "@/api/client";
import { messageOf } from "@/api/problem";
import { formOf, type ImportProgress, type ImportReport, importAnswers } from "./import-answers";

export type ImportStep =
  | { at: "choose" }
  | { at: "running"; file: File; progress: ImportProgress | null }
  | { at: "done"; file: File; report: ImportReport };

const wrongKind = "Choose a JSONL or CSV file, packed (.gz) or not.";
const cutOff =
  "The connection was lost. What was imported until then stays: import the file again for the rest.";

/** Sends a file, follows its progress, and ends with the report. What was imported before a failure stays. */
export function useImport() {
  const [step, setStep] = useState<ImportStep>({ at: "choose" });
  const [problem, setProblem] = useState("");
  const running = useRef<AbortController>(undefined);
  const queries = useQueryClient();
  useEffect(() => () => running.current?.abort(), []);

  async function start(file: File, stock: number): Promise<void> {
    const headers = formOf(file.name);
    setProblem(headers === null ? wrongKind : "");
    if (headers === null) return;
    const stop = new AbortController();
    running.current = stop;
    setStep({ at: "running", file, progress: null });
    let report: ImportReport | null = null;
    try {
      for await (const answer of importAnswers(await send(file, headers, stock, stop.signal))) {
        if (answer.type === "progress") setStep({ at: "running", file, progress: answer });
        else if (answer.type === "error") setProblem(answer.detail);
        else report = answer;
      }
      if (report === null) setProblem(cutOff);
    } catch (error) {
      if (!stop.signal.aborted) setProblem(error instanceof TypeError ? cutOff : messageOf(error));
    }
    setStep(report === null ? { at: "choose" } : { at: "done", file, report });
    void queries.invalidateQueries({ queryKey: ["me", "seller"] });
  }

  function stop(): void {
    running.current?.abort();
    setProblem("You stopped the import. What was imported until then stays.");
  }

  function startOver(): void {
    setProblem("");
    setStep({ at: "choose" });
  }

  return { step, problem, start, stop, startOver };
}

async function send(
  file: File,
  headers: Record<string, string>,
  stock: number,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const body: unknown = await read(
    api.POST("/api/products/import", {
      params: { query: { stock } },
      headers,
      body: "",
      bodySerializer: () => file,
      parseAs: "stream",
      signal,
    }),
  );
  return body as ReadableStream<Uint8Array>;
}

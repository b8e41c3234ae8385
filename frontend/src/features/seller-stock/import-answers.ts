/** How far an import is: everything counted here is in the shop. */
export interface ImportProgress {
  type: "progress";
  lines: number;
  created: number;
  updated: number;
  failed: number;
  total_bytes_read: number;
}

export interface ImportReport {
  type: "report";
  created: number;
  updated: number;
  failed: number;
  lines: number;
  seconds: number;
  errors: ImportProblem[];
}

/** Why the rest was not read. */
export interface ImportFailure {
  type: "error";
  title: string;
  detail: string;
}

export interface ImportProblem {
  line: number;
  sku: string | null;
  errors: { field: string; message: string }[];
}

export type ImportAnswer = ImportProgress | ImportReport | ImportFailure;

const kinds = new Set(["progress", "report", "error"]);

/** The answer of an import, an object a line, as it comes in. Lines of kinds that are not known are passed over. */
export async function* importAnswers(body: ReadableStream<Uint8Array>): AsyncGenerator<ImportAnswer> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      const answer = parsed(line);
      if (answer) yield answer;
    }
    if (done) return;
  }
}

function parsed(line: string): ImportAnswer | null {
  if (line.trim() === "") return null;
  const content: unknown = JSON.parse(line);
  const type = (content as { type?: unknown } | null)?.type;
  return typeof type === "string" && kinds.has(type) ? (content as ImportAnswer) : null;
}

/** How a file is to be sent, by its name; null when it is none that can be imported. */
export function formOf(name: string): Record<string, string> | null {
  const plain = name.toLowerCase().replace(/\.gz$/, "");
  const packed: Record<string, string> = plain.length < name.length ? { "Content-Encoding": "gzip" } : {};
  if (plain.endsWith(".csv")) return { "Content-Type": "text/csv", ...packed };
  if (/\.(jsonl|ndjson)$/.test(plain)) return { "Content-Type": "application/x-ndjson", ...packed };
  return null;
}

import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeShop, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { csvOf } from "./csv";
import { formOf, type ImportAnswer, importAnswers } from "./import-answers";
import { sellerStockRoutes } from "./routes";

const shop = fakeShop();
const call = "POST /api/products/import";
const routes = [{ path: "seller", children: sellerStockRoutes }];
const progress = { type: "progress", lines: 2, created: 1, updated: 0, failed: 1, total_bytes_read: 20 };
const report = {
  type: "report",
  created: 1,
  updated: 0,
  failed: 1,
  lines: 3,
  seconds: 0.2,
  errors: [{ line: 3, sku: "=B", errors: [{ field: "price", message: "Must be a number" }] }],
};

beforeEach(() => signedIn("seller"));
afterEach(signedOut);

function streamOf(...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

function answerOf(...lines: object[]): Response {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return new Response(text, { headers: { "Content-Type": "application/x-ndjson" } });
}

async function choose(name: string): Promise<void> {
  await screen.findByRole("button", { name: "Choose a file" });
  const input = document.querySelector("input[type=file]");
  if (!input) throw new Error("no file input");
  fireEvent.change(input, { target: { files: [new File(["sku,name\n"], name)] } });
}

test("an import ends with its report, and the bad lines with their reasons", async () => {
  shop.on(call, () => answerOf(progress, report));
  showPage(routes, "/seller/products/import");
  await choose("lamps.csv");

  expect(await screen.findByText("lamps.csv: 3 lines in 0.2 s")).toBeVisible();
  const row = screen.getByRole("row", { name: /^3 =B/ });
  expect(within(row).getByRole("listitem")).toHaveTextContent("price: Must be a number");
  expect(screen.getByRole("button", { name: "Download this list" })).toBeVisible();
  const [sent] = shop.sent(call);
  expect(sent?.query.get("stock")).toBe("10");
  expect(sent?.headers.get("Content-Type")).toBe("text/csv");
});

test("an answer that ends without a report says that it was cut off", async () => {
  shop.on(call, () => answerOf(progress));
  showPage(routes, "/seller/products/import");
  await choose("lamps.jsonl");
  expect(await screen.findByText(/The connection was lost/)).toBeVisible();
});

test("a file of another kind is not sent at all, and a refusal is shown", async () => {
  shop.on(call, () => problem(503, "Too many imports are running."));
  showPage(routes, "/seller/products/import");
  await choose("lamps.xlsx");
  expect(await screen.findByText(/Choose a JSONL or CSV file/)).toBeVisible();
  expect(shop.sent(call)).toEqual([]);
  await choose("lamps.jsonl.gz");
  expect(await screen.findByText("Too many imports are running.")).toBeVisible();
});

test("lines are put together across pieces, also within a letter", async () => {
  const bytes = new TextEncoder().encode(`${JSON.stringify({ type: "error", title: "", detail: "é" })}\n`);
  const inLetter = bytes.indexOf(0xc3) + 1;
  const body = streamOf(
    '{"type":"prog',
    'ress"}\n\n{"type":"new"}\n',
    bytes.slice(0, inLetter),
    bytes.slice(inLetter),
  );
  const answers: ImportAnswer[] = [];
  for await (const answer of importAnswers(body)) answers.push(answer);
  expect(answers).toEqual([{ type: "progress" }, { type: "error", title: "", detail: "é" }]);
});

test("a file is sent as what its name says", () => {
  expect(formOf("A.CSV")).toEqual({ "Content-Type": "text/csv" });
  expect(formOf("a.jsonl.gz")).toEqual({
    "Content-Type": "application/x-ndjson",
    "Content-Encoding": "gzip",
  });
  expect(formOf("a.gz")).toBeNull();
  expect(formOf("a.xlsx")).toBeNull();
});

test("a cell that a spreadsheet would compute is neutralised, a number stays one", () => {
  expect(csvOf([["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "plain", 'two, "three"', -3]])).toBe(
    `'=1+1,'+1,'-1,'@x,'\tx,"'\rx",''=1,plain,"two, ""three""",-3\r\n`,
  );
});

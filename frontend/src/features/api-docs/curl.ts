import type { ApiDocument, Content, Operation, Parameter } from "./document";
import { exampleOf } from "./example";
import type { JsonObject } from "./json";

const fileNames: Record<string, string> = {
  "application/x-ndjson": "products.jsonl",
  "text/csv": "products.csv",
  "application/gzip": "products.jsonl.gz",
};

/** A command that makes the call, over several lines. The access token is expected in `$TOKEN`. */
export function curlOf({ root }: ApiDocument, operation: Operation, origin: string): string {
  const { method, parameters, body, roles } = operation;
  const cookies = parameters.some(({ place }) => place === "cookie");
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${origin}${addressOf(root, operation)}"`,
    !roles.includes("anyone") && '-H "Authorization: Bearer $TOKEN"',
    cookies && "-b cookies.txt -c cookies.txt",
    ...parameters
      .filter(({ place }) => place === "header")
      .map((header) => headerOf(root, operation, header)),
    ...bodyOf(root, body?.contents[0]),
  ]
    .filter((line) => line !== false)
    .join(" \\\n  ");
}

function addressOf(root: JsonObject, { path, parameters }: Operation): string {
  const example = ({ schema, name }: Parameter) => encodeURIComponent(String(exampleOf(root, schema, name)));
  const query = parameters.filter(({ place, required }) => place === "query" && required);
  const filled = parameters
    .filter(({ place }) => place === "path")
    .reduce((address, parameter) => address.replace(`{${parameter.name}}`, example(parameter)), path);
  return query.length === 0
    ? filled
    : `${filled}?${query.map((parameter) => `${parameter.name}=${example(parameter)}`).join("&")}`;
}

function headerOf(
  root: JsonObject,
  { id }: Operation,
  { name, schema, required }: Parameter,
): string | false {
  if (name.toLowerCase() === "idempotency-key") return `-H "${name}: ${id}-1"`;
  return required && `-H "${name}: ${String(exampleOf(root, schema, name))}"`;
}

function bodyOf(root: JsonObject, content: Content | undefined): string[] {
  if (content === undefined) return [];
  const type = `-H "Content-Type: ${content.mediaType}"`;
  if (content.mediaType !== "application/json")
    return [type, `--data-binary @${fileNames[content.mediaType] ?? "body"}`];
  const json = JSON.stringify(exampleOf(root, content.schema), null, 2);
  return [type, `-d '${json.replaceAll("'", "'\\''")}'`];
}

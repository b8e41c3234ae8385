import { isObject, type Json, type JsonObject, listOf, objectOf, resolved, textOf, textsOf } from "./json";

export interface Parameter {
  name: string;
  /** `path`, `query`, `header` or `cookie`. */
  place: string;
  required: boolean;
  description: string | null;
  schema: JsonObject;
}

export interface Content {
  mediaType: string;
  schema: JsonObject;
}

export interface Body {
  required: boolean;
  description: string | null;
  contents: Content[];
}

export interface Answer {
  status: string;
  description: string | null;
  contents: Content[];
}

export interface Refusal {
  name: string;
  reason: string;
}

export interface Operation {
  id: string;
  title: string;
  /** In capitals. */
  method: string;
  path: string;
  tag: string;
  description: string;
  refusals: Refusal[];
  /** From `x-roles`; `anyone` needs no account. */
  roles: string[];
  parameters: Parameter[];
  body: Body | null;
  answers: Answer[];
}

export interface Group {
  tag: string;
  title: string;
  description: string | null;
  operations: Operation[];
}

export interface ApiDocument {
  version: string;
  groups: Group[];
  /** The whole document: what a schema's `$ref` points into. */
  root: JsonObject;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** Reads an OpenAPI 3.1 document. What it lacks is left out; an `Error` when it is none at all. */
export function readDocument(value: Json): ApiDocument {
  if (!isObject(value) || !isObject(value.paths)) throw new Error("This is not an OpenAPI document");
  const operations = Object.entries(value.paths).flatMap(([path, item]) =>
    operationsAt(value, path, objectOf(item)),
  );
  return {
    version: textOf(objectOf(value.info).version) ?? "",
    groups: grouped(operations, listOf(value.tags).map(objectOf)),
    root: value,
  };
}

function grouped(operations: Operation[], tags: JsonObject[]): Group[] {
  const names = [...new Set(operations.map(({ tag }) => tag))];
  return names.map((tag) => ({
    tag,
    title: inWords(tag),
    description: textOf(tags.find(({ name }) => name === tag)?.description),
    operations: operations.filter((operation) => operation.tag === tag),
  }));
}

function operationsAt(root: JsonObject, path: string, item: JsonObject): Operation[] {
  const shared = listOf(item.parameters);
  return methods.flatMap((method) => {
    const node = item[method];
    return isObject(node) ? [operationOf(root, method, path, node, shared)] : [];
  });
}

function operationOf(
  root: JsonObject,
  method: string,
  path: string,
  node: JsonObject,
  shared: Json[],
): Operation {
  const id = textOf(node.operationId) ?? `${method}${path.replace(/\W+/g, "-")}`;
  const summary = textOf(node.summary) ?? "";
  return {
    id,
    title: textOf(node.operationId) === null ? summary || `${method} ${path}` : inWords(id),
    method: method.toUpperCase(),
    path,
    tag: textsOf(node.tags)[0] ?? "other",
    ...describedBy(textOf(node.description) ?? summary),
    roles: textsOf(node["x-roles"]),
    parameters: [...shared, ...listOf(node.parameters)].map((item) => parameterOf(root, objectOf(item))),
    body: isObject(node.requestBody) ? bodyOf(resolved(root, node.requestBody)) : null,
    answers: Object.entries(objectOf(node.responses)).map(([status, answer]) =>
      answerOf(status, resolved(root, objectOf(answer))),
    ),
  };
}

/** A description that comes from a docstring ends in `Raises:` and one line for each refusal. */
function describedBy(text: string): Pick<Operation, "description" | "refusals"> {
  const [description = "", raises = ""] = text.split(/^Raises:\s*$/m);
  const refusals = [...raises.matchAll(/^ {4}(\w+): (.+(?:\n {8,}.+)*)/gm)].map(
    ([, name = "", reason = ""]) => ({
      name: inWords(name),
      reason: reason.replace(/\s+/g, " "),
    }),
  );
  return { description: description.trim(), refusals };
}

function parameterOf(root: JsonObject, reference: JsonObject): Parameter {
  const node = resolved(root, reference);
  const schema = objectOf(node.schema);
  return {
    name: textOf(node.name) ?? "",
    place: textOf(node.in) ?? "query",
    required: node.required === true,
    description: textOf(node.description) ?? textOf(schema.description),
    schema,
  };
}

function bodyOf(node: JsonObject): Body {
  return {
    required: node.required === true,
    description: textOf(node.description),
    contents: contentsOf(node),
  };
}

function answerOf(status: string, node: JsonObject): Answer {
  const description = textOf(node.description);
  return {
    status,
    description: description === "Successful Response" ? null : description,
    contents: contentsOf(node),
  };
}

function contentsOf(node: JsonObject): Content[] {
  return Object.entries(objectOf(node.content)).map(([mediaType, content]) => ({
    mediaType,
    schema: objectOf(objectOf(content).schema),
  }));
}

/** `listMyOrders`, `my-orders` -> "List my orders", "My orders". */
function inWords(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

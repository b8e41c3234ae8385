import { ChevronDown, Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { Badge } from "@/components/ui/badge";
import { curlOf } from "./curl";
import type { Answer, ApiDocument, Content, Operation } from "./document";
import { FieldTable } from "./field-table";
import { fieldOf, fieldsOf, typeOf } from "./fields";
import type { JsonObject } from "./json";
import { CodeBlock, MethodBadge, Prose } from "./text";

interface OperationProps {
  document: ApiDocument;
  operation: Operation;
}

/** One operation, folded; `#` and its id lead to it. What is in it is made when it is first unfolded: there is much. */
export function OperationCard({ document, operation }: OperationProps) {
  const { id, method, path, title, roles } = operation;
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <details
      id={id}
      onToggle={({ currentTarget }) => setWasOpened((before) => before || currentTarget.open)}
      className="group/card scroll-mt-2 rounded-2xl border border-line bg-surface"
    >
      <summary className="flex list-none items-center gap-3 rounded-2xl p-4 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">
          <h3 className="font-semibold text-lg">{title}</h3>
          <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
            <MethodBadge method={method} />
            <span className="font-mono text-sm wrap-anywhere">{path}</span>
          </span>
        </span>
        <span className="max-sm:hidden">
          <Badge tone={roles.includes("anyone") ? "good" : "brand"}>{callers(roles)}</Badge>
        </span>
        <ChevronDown
          aria-hidden
          className="size-5 shrink-0 transition-transform group-open/card:rotate-180"
        />
      </summary>
      {wasOpened && <Unfolded document={document} operation={operation} />}
    </details>
  );
}

function Unfolded({ document, operation }: OperationProps) {
  const { id, title, description, refusals, roles } = operation;
  return (
    <div className="flex flex-col gap-6 px-4 pt-2 pb-5">
      <div className="flex flex-col gap-3">
        <Prose text={description} />
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <p className="text-sm">
            Who may call it: <strong>{callers(roles)}</strong>
          </p>
          <Link
            to={{ hash: id }}
            className="inline-flex min-h-11 items-center gap-2 font-semibold text-brand text-sm hover:underline"
          >
            <Link2 aria-hidden className="size-4" />
            Link to {title}
          </Link>
        </div>
      </div>
      <Parameters document={document} operation={operation} />
      <RequestBody document={document} operation={operation} />
      {operation.answers.map((answer) => (
        <AnswerPart key={answer.status} document={document} answer={answer} />
      ))}
      {refusals.length > 0 && (
        <Part title="Refused when">
          {refusals.map(({ name, reason }) => (
            <Prose key={name} text={`${name}: ${reason}`} className="text-sm" />
          ))}
        </Part>
      )}
      <CodeBlock label={`curl: ${title}`} code={curlOf(document, operation, window.location.origin)} />
    </div>
  );
}

const allRoles = ["buyer", "seller", "admin"];

function callers(roles: string[]): string {
  if (roles.includes("anyone")) return "anyone";
  return allRoles.every((role) => roles.includes(role)) ? "anyone signed in" : roles.join(", ");
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-semibold">{title}</h4>
      {children}
    </div>
  );
}

function Parameters({ document, operation }: OperationProps) {
  const places = [...new Set(operation.parameters.map(({ place }) => place))];
  return places.map((place) => {
    const title = `${place.charAt(0).toUpperCase()}${place.slice(1)} parameters`;
    const fields = operation.parameters
      .filter((parameter) => parameter.place === place)
      .map(({ name, schema, required, description }) => ({
        ...parameterField(document, name, schema, required),
        description,
      }));
    return (
      <Part key={place} title={title}>
        <FieldTable caption={`${title} of ${operation.title}`} fields={fields} />
      </Part>
    );
  });
}

/** As a field, save that there is no way to write null in an address or a header. */
function parameterField({ root }: ApiDocument, name: string, schema: JsonObject, required: boolean) {
  const field = fieldOf(root, name, schema, required);
  return { ...field, type: field.type.replace(/ \| null$/, "") };
}

function RequestBody({ document, operation }: OperationProps) {
  const { body, title } = operation;
  if (body === null) return null;
  return (
    <Part title={body.required ? "Body" : "Body (optional)"}>
      {body.description && <Prose text={body.description} className="text-sm" />}
      <Contents document={document} contents={body.contents} caption={`Body of ${title}`} />
    </Part>
  );
}

function AnswerPart({ document, answer }: { document: ApiDocument; answer: Answer }) {
  const { status, description, contents } = answer;
  if (status === "default") {
    return (
      <Part title="Otherwise">
        <p className="text-sm">
          A problem, as{" "}
          <Link to={{ hash: "problems" }} className="font-semibold text-brand underline">
            Errors
          </Link>{" "}
          describes it.
        </p>
      </Part>
    );
  }
  return (
    <Part title={`Answer ${status}`}>
      {description && <Prose text={description} className="text-sm" />}
      {contents.length === 0 && <p className="text-sm">Nothing in the body.</p>}
      <Contents document={document} contents={contents} caption={`Answer ${status}`} />
    </Part>
  );
}

interface ContentsProps {
  document: ApiDocument;
  contents: Content[];
  caption: string;
}

function Contents({ document: { root }, contents, caption }: ContentsProps) {
  return contents.map(({ mediaType, schema }) => {
    const fields = fieldsOf(root, schema);
    return (
      <div key={mediaType}>
        <p className="text-ink-soft text-sm">
          <span className="font-mono">{mediaType}</span>, {typeOf(root, schema)}
        </p>
        {fields.length > 0 && <FieldTable caption={caption} fields={fields} />}
      </div>
    );
  });
}

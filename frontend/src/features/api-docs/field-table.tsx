import type { ReactNode } from "react";
import type { Field } from "./fields";
import { Code, Prose } from "./text";

const nameHead = "py-2 pr-3 text-left align-top font-normal";
const cell = "py-2 pr-3 align-top";
const wide = `${cell} max-sm:hidden`;

/** Fields with type, need and limits. On a phone these stand below one another; nested fields unfold. */
export function FieldTable({ caption, fields }: { caption: string; fields: readonly Field[] }) {
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-line border-b text-ink-soft">
        <tr>
          <Heading>Name</Heading>
          <Heading>Type</Heading>
          <Heading className="max-sm:hidden">Required</Heading>
          <Heading className="max-sm:hidden">Limits</Heading>
        </tr>
      </thead>
      {fields.map((field) => (
        <FieldRows key={field.name} field={field} />
      ))}
    </table>
  );
}

function Heading({ className = "", children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={`py-2 pr-3 text-left font-semibold ${className}`}>
      {children}
    </th>
  );
}

/** On a narrow screen a name breaks after an underscore and not within a word. */
function Breakable({ name }: { name: string }) {
  const [first, ...rest] = name.split(/(?<=_)/);
  return (
    <>
      {first}
      {rest.length > 0 && (
        <>
          <wbr />
          <Breakable name={rest.join("")} />
        </>
      )}
    </>
  );
}

function FieldRows({ field }: { field: Field }) {
  const { name, type, required, limits, description, fields } = field;
  const limitText = limits.join("; ");
  return (
    <tbody className="border-line border-b last:border-b-0">
      <tr>
        <th scope="row" className={nameHead}>
          <span className="font-mono font-semibold wrap-break-word">
            <Breakable name={name} />
          </span>
          <span className="block text-ink-soft sm:hidden">{required ? "required" : "optional"}</span>
        </th>
        <td className={cell}>
          <span className="font-mono wrap-break-word">{type}</span>
          {limitText && <span className="block text-ink-soft wrap-anywhere sm:hidden">{limitText}</span>}
          {description && <Prose text={description} className="text-ink-soft" />}
        </td>
        <td className={wide}>{required ? "yes" : "no"}</td>
        <td className={`${wide} text-ink-soft wrap-anywhere`}>{limitText}</td>
      </tr>
      {fields.length > 0 && (
        <tr>
          <td colSpan={4} className="pb-2">
            <details className="group/nested rounded-xl border border-line px-3">
              <summary className="flex min-h-11 items-center font-semibold text-brand before:mr-2 before:content-['+'] group-open/nested:before:content-['−']">
                <span>
                  Fields of <Code>{name}</Code>
                </span>
              </summary>
              <FieldTable caption={`Fields of ${name}`} fields={fields} />
            </details>
          </td>
        </tr>
      )}
    </tbody>
  );
}

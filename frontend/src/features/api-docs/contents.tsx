import { Link } from "react-router";
import type { Group } from "./document";
import { guideParts } from "./guide-parts";

interface ContentsProps {
  groups: Group[];
  /** False while only operations that match a filter are shown. */
  withGuide: boolean;
}

/** The way to each part. A phone gets the headings, a wide screen each operation as well. */
export function Contents({ groups, withGuide }: ContentsProps) {
  return (
    <nav aria-label="On this page" className="lg:min-h-0 lg:-mx-1 lg:overflow-y-auto lg:p-1">
      <ul className="flex flex-wrap gap-x-4 lg:flex-col">
        {withGuide &&
          Object.entries(guideParts).map(([id, title]) => (
            <li key={id}>
              <ContentsLink id={id} label={title} />
            </li>
          ))}
        {groups.map(({ tag, title, operations }) => (
          <li key={tag}>
            <ContentsLink id={`tag-${tag}`} label={title} />
            <ul className="border-line border-l pl-3 max-lg:hidden">
              {operations.map((operation) => (
                <li key={operation.id}>
                  <Link
                    to={{ hash: operation.id }}
                    className="block py-1 text-ink-soft text-sm hover:text-brand hover:underline"
                  >
                    {operation.title}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ContentsLink({ id, label }: { id: string; label: string }) {
  return (
    <Link
      to={{ hash: id }}
      className="inline-flex min-h-11 items-center font-semibold underline-offset-4 hover:text-brand hover:underline max-lg:underline lg:min-h-9"
    >
      {label}
    </Link>
  );
}

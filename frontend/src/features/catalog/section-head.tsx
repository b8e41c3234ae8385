import { ArrowRight } from "lucide-react";
import { Link } from "react-router";

interface SectionHeadProps {
  id: string;
  title: string;
  /** Where there is more of it. */
  more?: { to: string; label: string };
}

export function SectionHead({ id, title, more }: SectionHeadProps) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 id={id} className="font-display text-2xl sm:text-3xl">
        {title}
      </h2>
      {more && (
        <Link
          to={more.to}
          className="inline-flex min-h-11 items-center gap-1.5 font-semibold whitespace-nowrap text-brand hover:underline"
        >
          {more.label}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      )}
    </div>
  );
}

import { CircleAlert } from "lucide-react";

/** The form's own problem, above its fields; read out when it appears. */
export function FormProblem({ message }: { message: string | undefined }) {
  return (
    <div role="alert" className="empty:absolute">
      {message && (
        <p className="flex items-start gap-2.5 rounded-xl bg-danger-tint px-4 py-3 font-medium text-danger wrap-anywhere">
          <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          {message}
        </p>
      )}
    </div>
  );
}

import { classNames } from "@/lib/class-names";

/** A grey place-holder; give it the size of what will come. Hidden from screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-shimmer rounded-lg bg-sunken", className)} />;
}

/** For a page whose shape is not known yet. */
export function PageSkeleton() {
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-10" role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9 w-2/3" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-5/6" />
      <Skeleton className="mt-4 h-48 w-full" />
    </div>
  );
}

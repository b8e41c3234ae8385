import { Skeleton } from "@/components/ui/skeleton";

export function CartSkeleton() {
  return (
    <div role="status" className="mt-8 flex max-w-3xl flex-col gap-6">
      <span className="sr-only">Loading your cart</span>
      {["first", "second", "third"].map((line) => (
        <div key={line} className="flex gap-5">
          <Skeleton className="size-20 shrink-0 rounded-xl sm:size-28" />
          <div className="flex flex-1 flex-col gap-3">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="mt-2 h-11 w-36" />
          </div>
        </div>
      ))}
    </div>
  );
}

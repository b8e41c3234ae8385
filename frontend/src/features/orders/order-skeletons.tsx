import { Skeleton } from "@/components/ui/skeleton";

export function OrderListSkeleton() {
  return (
    <div role="status" className="mt-8 flex flex-col gap-4">
      <span className="sr-only">Loading your orders</span>
      {["first", "second", "third"].map((order) => (
        <Skeleton key={order} className="h-44 w-full rounded-2xl" />
      ))}
    </div>
  );
}

export function OrderSkeleton() {
  return (
    <div role="status" className="mx-auto flex max-w-5xl flex-col gap-5 px-4 pt-6 lg:pt-10">
      <span className="sr-only">Loading the order</span>
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-32 w-full rounded-2xl" />
      <Skeleton className="h-64 w-full rounded-2xl" />
    </div>
  );
}

import { Link } from "react-router";
import { messageOf } from "@/api/problem";
import { Panel } from "@/components/dashboard/panel";
import { Button } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { classNames } from "@/lib/class-names";
import { useConnection } from "@/live/live";
import type { Sold } from "./sold";
import { useSoldFeed } from "./use-sold-feed";

/** What just sold, the newest on top. New rows light up; what they say is announced by the alert that comes with them. */
export function SoldFeed() {
  const { data, error, refetch } = useSoldFeed();
  return (
    <Panel title="Just sold" action={<LiveSign />}>
      {data ? (
        <Rows sold={data} />
      ) : error ? (
        <div className="flex flex-col items-start gap-3">
          <p role="alert">{messageOf(error)}</p>
          <Button look="outline" onClick={() => void refetch()}>
            Try again
          </Button>
        </div>
      ) : (
        <Skeleton className="h-72 w-full" />
      )}
    </Panel>
  );
}

function LiveSign() {
  const up = useConnection() === "up";
  return (
    <p
      className={classNames(
        "flex items-center gap-2 font-semibold text-sm",
        up ? "text-good" : "text-ink-soft",
      )}
    >
      <span aria-hidden className={classNames("size-2.5 rounded-full", up ? "bg-good" : "bg-line-strong")} />
      {up ? "Live" : "Waiting for the connection"}
    </p>
  );
}

function Rows({ sold }: { sold: Sold[] }) {
  if (sold.length === 0)
    return <p className="py-6 text-ink-soft">Nothing sold yet. Sales appear here the moment they happen.</p>;
  return (
    <ul aria-label="Just sold" className="-mx-2 flex flex-col">
      {sold.map(({ order_id, first_item, units, amount, at, live }) => (
        <li key={order_id} className={classNames("rounded-xl", live && "animate-flash")}>
          <Link
            to={`/seller/orders?search=${order_id}`}
            className="flex min-h-14 items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <span className="line-clamp-1 font-semibold">{first_item}</span>
              <span className="text-ink-soft text-sm">
                {units === 1 ? "1 item" : `${units} items`} · <TimeAgo moment={at} />
              </span>
            </span>
            <Price amount={amount} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

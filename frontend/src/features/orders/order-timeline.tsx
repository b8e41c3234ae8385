import { Check, X } from "lucide-react";
import type { Order } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { formatClock, formatDay, formatMoment } from "@/lib/shop-time";

type State = "done" | "next" | "cancelled";

interface Step {
  name: string;
  text: string;
  state: State;
}

export function OrderTimeline({ order }: { order: Order }) {
  return (
    <section
      aria-labelledby="timeline"
      className="rounded-2xl border border-line bg-surface p-5 sm:p-6 print:hidden"
    >
      <h2 id="timeline" className="font-display text-xl">
        How it stands
      </h2>
      <ol className="mt-4 flex flex-col">
        {stepsOf(order).map((step) => (
          <StepItem key={step.name} {...step} />
        ))}
      </ol>
      <Reasons order={order} />
    </section>
  );
}

/** What sellers and admins wrote when they cancelled the order, or their part of it. */
function Reasons({ order: { history, parts } }: { order: Order }) {
  const given = history.filter(({ reason }) => reason !== null);
  if (given.length === 0) return null;
  const seller = parts.length === 1 ? "The seller" : "A seller";
  return (
    <ul className="mt-4 flex flex-col gap-2 border-line border-t pt-4">
      {given.map(({ at, by, reason }) => (
        <li key={at}>
          {by === "admin"
            ? "The market cancelled what was open:"
            : `${seller} cancelled ${parts.length === 1 ? "it" : "their part"}:`}
          <blockquote className="mt-1 break-words border-line border-l-4 pl-3">{reason}</blockquote>
        </li>
      ))}
    </ul>
  );
}

function StepItem({ name, text, state }: Step) {
  return (
    <li
      aria-current={state === "next" ? "step" : undefined}
      className="relative flex gap-4 pb-6 last:pb-0 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-0 not-last:before:left-3.25 not-last:before:w-0.5 not-last:before:bg-line"
    >
      <span
        aria-hidden
        className={classNames(
          "grid size-7 shrink-0 place-items-center rounded-full [&_svg]:size-4",
          state === "done" && "bg-good-tint text-good",
          state === "next" && "border-2 border-brand border-dashed",
          state === "cancelled" && "bg-danger-tint text-danger",
        )}
      >
        {state === "done" && <Check strokeWidth={3} />}
        {state === "cancelled" && <X strokeWidth={3} />}
      </span>
      <div>
        <p className="font-semibold">{name}</p>
        <p className="text-ink-soft text-sm">{text}</p>
      </div>
    </li>
  );
}

function stepsOf({ status, timestamp, fulfilment, history }: Order): Step[] {
  const zone = fulfilment.pickup_timezone;
  const last = history.at(-1)?.at ?? timestamp;
  const settled = formatMoment(last, zone);
  const placed: Step = {
    name: "Placed",
    text: formatMoment(timestamp, zone),
    state: "done",
  };
  if (status === "cancelled")
    return [
      placed,
      { name: "Cancelled", text: `${settled}. Nothing is kept for you any more.`, state: "cancelled" },
    ];
  const pickupDay = formatDay(fulfilment.pickup_at, zone);
  if (status === "completed")
    return [
      placed,
      { name: "Ready for pickup", text: `Planned from ${pickupDay}`, state: "done" },
      { name: "Picked up", text: `${settled}. Paid and handed over.`, state: "done" },
    ];
  const ready = Date.now() >= Date.parse(fulfilment.pickup_at);
  return [
    placed,
    {
      name: "Ready for pickup",
      text: `${ready ? "Since" : "From"} ${pickupDay}, ${formatClock(fulfilment.pickup_at, zone)}`,
      state: ready ? "done" : "next",
    },
    { name: "Picked up", text: "You pay then.", state: "next" },
  ];
}

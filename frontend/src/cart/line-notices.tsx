import { CircleAlert, Tag } from "lucide-react";
import type { ReactNode } from "react";
import type { CartLine } from "@/api/types";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { formatPrice } from "@/lib/money";
import type { LineTrouble } from "./line-trouble";
import type { PriceChange } from "./use-seen-prices";

interface LineNoticesProps {
  line: CartLine;
  trouble: LineTrouble | null;
  priceChange: PriceChange | null;
  onTake: (quantity: number) => void;
  onRemove: () => void;
  /** Given where a new price has to be agreed to. */
  onAccept?: () => void;
}

/** What is the matter with a line, with the click that puts it right. Read out when it comes up. */
export function LineNotices({ line, trouble, priceChange, onTake, onRemove, onAccept }: LineNoticesProps) {
  return (
    <div role="status" className="flex flex-col gap-2 empty:absolute">
      {trouble?.kind === "short" && (
        <Notice
          text={`Only ${trouble.left} left, your cart has ${line.quantity}.`}
          action={{ label: `Take ${trouble.left}`, of: line.name, run: () => onTake(trouble.left) }}
        />
      )}
      {trouble?.kind === "sold-out" && (
        <Notice bad text="Sold out." action={{ label: "Remove", of: line.name, run: onRemove }} />
      )}
      {trouble?.kind === "off-sale" && (
        <Notice bad text={trouble.why} action={{ label: "Remove", of: line.name, run: onRemove }} />
      )}
      {priceChange && (
        <Notice
          icon={<Tag aria-hidden />}
          text={`Price changed from ${formatPrice(priceChange.from)} to ${formatPrice(priceChange.to)}.`}
          action={onAccept && { label: "Accept", of: `the new price of ${line.name}`, run: onAccept }}
        />
      )}
    </div>
  );
}

interface NoticeProps {
  text: string;
  bad?: boolean;
  icon?: ReactNode;
  action: { label: string; of: string; run: () => void } | undefined;
}

function Notice({ text, bad = false, icon = <CircleAlert aria-hidden />, action }: NoticeProps) {
  return (
    <div
      className={classNames(
        "flex min-h-11 flex-wrap items-center justify-between gap-x-3 rounded-xl py-1 pr-1 pl-3 text-sm",
        bad ? "bg-danger-tint text-danger" : "bg-accent-tint text-accent-text",
      )}
    >
      <p className="flex flex-1 items-center gap-2 py-1 font-medium [&_svg]:size-4.5 [&_svg]:shrink-0">
        {icon}
        {text}
      </p>
      {action && (
        <Button look="outline" size="sm" aria-label={`${action.label} ${action.of}`} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

import { CircleAlert, CircleCheck, Hourglass, Tag } from "lucide-react";
import type { ReactNode } from "react";
import type { CartLine } from "@/api/types";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { formatPrice } from "@/lib/money";
import type { LineNews } from "./line-news";
import type { LineTrouble } from "./line-trouble";

interface LineNoticesProps {
  line: CartLine;
  trouble: LineTrouble | null;
  news: readonly LineNews[];
  onTake: (quantity: number) => void;
  onRemove: () => void;
  /** Given where a new price has to be agreed to. */
  onAccept?: () => void;
}

/** What is the matter with a line, with the click that puts it right. Read out when it comes up. */
export function LineNotices({ line, trouble, news, onTake, onRemove, onAccept }: LineNoticesProps) {
  return (
    <div role="status" className="flex flex-col gap-2 empty:absolute">
      {trouble?.kind === "short" && (
        <Notice
          text={`Only ${trouble.left} left, your cart has ${line.quantity}.`}
          action={{ label: `Take ${trouble.left}`, of: line.name, run: () => onTake(trouble.left) }}
        />
      )}
      {trouble?.kind === "sold-out" && (
        <Notice look="bad" text="Sold out." action={{ label: "Remove", of: line.name, run: onRemove }} />
      )}
      {trouble?.kind === "off-sale" && (
        <Notice look="bad" text={trouble.why} action={{ label: "Remove", of: line.name, run: onRemove }} />
      )}
      {news.map((one) => (
        <NewsNotice key={one.kind} news={one} name={line.name} onAccept={onAccept} />
      ))}
    </div>
  );
}

interface NewsNoticeProps {
  news: LineNews;
  name: string;
  onAccept: (() => void) | undefined;
}

/** News that are no trouble; of trouble the line tells itself. */
function NewsNotice({ news, name, onAccept }: NewsNoticeProps) {
  if (news.kind === "price")
    return (
      <Notice
        icon={<Tag aria-hidden />}
        text={`Price changed from ${formatPrice(news.from)} to ${formatPrice(news.to)}.`}
        action={onAccept && { label: "Accept", of: `the new price of ${name}`, run: onAccept }}
      />
    );
  if (news.kind === "low")
    return <Notice icon={<Hourglass aria-hidden />} text={`Running low: only ${news.left} left.`} />;
  if (news.kind === "back-in-stock")
    return <Notice look="good" icon={<CircleCheck aria-hidden />} text="Back in stock." />;
  if (news.kind === "on-sale-again")
    return <Notice look="good" icon={<CircleCheck aria-hidden />} text="On sale again." />;
  return null;
}

const looks = {
  warning: "bg-accent-tint text-accent-text",
  bad: "bg-danger-tint text-danger",
  good: "bg-good-tint text-good",
};

interface NoticeProps {
  text: string;
  look?: keyof typeof looks;
  icon?: ReactNode;
  action?: { label: string; of: string; run: () => void } | undefined;
}

function Notice({ text, look = "warning", icon = <CircleAlert aria-hidden />, action }: NoticeProps) {
  return (
    <div
      className={classNames(
        "flex min-h-11 flex-wrap items-center justify-between gap-x-3 rounded-xl py-1 pr-1 pl-3 text-sm",
        looks[look],
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

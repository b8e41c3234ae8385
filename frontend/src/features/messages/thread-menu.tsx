import { Ban, CircleCheck, EllipsisVertical, Flag } from "lucide-react";
import { type ReactNode, useState } from "react";
import { reportPerson } from "@/api/messages";
import type { Conversation } from "@/api/types";
import { ReasonDialog } from "@/components/dashboard/reason-dialog";
import { toast } from "@/components/ui/toast";
import { useDisclosure } from "@/lib/use-disclosure";
import { BlockDialog } from "./block-dialog";

const reasonAtMost = 1_000;

/** Block or unblock, and report. */
export function ThreadMenu({ conversation }: { conversation: Conversation }) {
  const { user, blocked } = conversation;
  const name = user.name ?? "them";
  const { open, setOpen, button, around } = useDisclosure();
  const [asking, setAsking] = useState<"block" | "report" | null>(null);

  function ask(what: "block" | "report"): void {
    // The dialog gives the focus back to what had it when it opened.
    button.current?.focus();
    setOpen(false);
    setAsking(what);
  }

  const close = () => setAsking(null);
  return (
    <div className="relative" {...around}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="thread-menu"
        aria-label={`More about ${name}`}
        onClick={() => setOpen(!open)}
        className="grid size-11 place-items-center rounded-xl hover:bg-sunken"
      >
        <EllipsisVertical aria-hidden />
      </button>
      <div
        id="thread-menu"
        hidden={!open}
        className="absolute top-full right-0 z-20 mt-1 w-56 rounded-2xl border border-line bg-surface p-2 shadow-lg"
      >
        <MenuButton
          icon={blocked ? <CircleCheck aria-hidden /> : <Ban aria-hidden />}
          onClick={() => ask("block")}
        >
          {blocked ? "Unblock" : "Block"} {name}
        </MenuButton>
        <MenuButton icon={<Flag aria-hidden />} onClick={() => ask("report")}>
          Report {name}
        </MenuButton>
      </div>
      <BlockDialog open={asking === "block"} onClose={close} conversation={conversation} />
      <ReasonDialog
        open={asking === "report"}
        onClose={close}
        title={`Report ${name}`}
        hint="The people who look after the market read this. The one you report is not told."
        action="Report"
        reasonAtMost={reasonAtMost}
        run={async (reason) => {
          await reportPerson(user.id, reason);
          toast.good("Thank you. The people who look after the market will look at it.");
        }}
      >
        <p>
          Tell us what is wrong. The last 30 messages between the two of you are sent along, so that we can
          see what happened.
        </p>
      </ReasonDialog>
    </div>
  );
}

function MenuButton({
  icon,
  onClick,
  children,
}: {
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex min-h-11 w-full items-center gap-3 rounded-xl px-3 text-left hover:bg-sunken [&_svg]:size-5 [&_svg]:shrink-0"
    >
      {icon}
      <span className="truncate">{children}</span>
    </button>
  );
}

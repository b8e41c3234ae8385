import { X } from "lucide-react";
import type { About } from "@/api/types";
import { IconButton } from "@/components/ui/button";
import { AboutWords } from "./about-link";

/** What the message will be about. */
export function AboutChip({ about, onTakeOff }: { about: About; onTakeOff: () => void }) {
  return (
    <p className="flex max-w-full items-center self-start rounded-xl bg-brand-tint pl-3 font-semibold text-brand-strong text-sm">
      <span className="sr-only">About: </span>
      <span className="flex min-w-0 items-center gap-2">
        <AboutWords about={about} />
      </span>
      <IconButton label="Write about nothing in particular" onClick={onTakeOff}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </p>
  );
}

import type { ReportOutcome } from "@/api/types";
import type { BadgeTone } from "@/components/ui/badge";

interface Outcome {
  value: ReportOutcome;
  label: string;
  /** What an admin means by choosing it. */
  hint: string;
  tone: BadgeTone;
}

export const outcomes: readonly Outcome[] = [
  {
    value: "no_action",
    label: "Nothing had to be done",
    hint: "It broke no rule, or cannot be told.",
    tone: "neutral",
  },
  {
    value: "warned",
    label: "They were warned",
    hint: "You have written to them what must not happen again.",
    tone: "accent",
  },
  {
    value: "account_disabled",
    label: "Their account was disabled",
    hint: "You have done so on their page: closing the report does not do it.",
    tone: "danger",
  },
];

export function outcomeOf(value: ReportOutcome): Outcome | undefined {
  return outcomes.find((outcome) => outcome.value === value);
}

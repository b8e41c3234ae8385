import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewQuery } from "@/api/synonyms";
import type { PreviewInput } from "@/api/types";
import { useSettled } from "@/lib/use-settled";
import { ofWords, problemsOf } from "./words";

type Change = Required<Pick<PreviewInput, "add" | "without">>;

interface Refusal {
  /** The groups that the shop does not take, as JSON. */
  add: string;
  message: string;
}

export type PreviewState = ReturnType<typeof usePreview>;

const pause_ms = 350;
const noChange: Change = { add: [], without: [] };

/**
 * What a search finds now, and with the `change`. It is `text` that is searched for until somebody types another one.
 * Where the shop does not take the words of the change, `wordsProblem` says why, and there is only what is found now.
 */
export function usePreview(text: string, change: Change) {
  const [typed, type] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const search = typed ?? text;
  const asked = JSON.stringify({ search: search.trim(), ...change });
  const settled = useSettled(asked, pause_ms);
  const wanted = JSON.parse(settled) as Change & { search: string };
  const refusalOf = (add: Change["add"]) => (refusal?.add === JSON.stringify(add) ? refusal : null);
  const body = refusalOf(wanted.add) ? { ...wanted, ...noChange } : wanted;
  const { data, error, isPlaceholderData } = useQuery({ ...previewQuery(body), enabled: body.search !== "" });
  const problems = error ? problemsOf(error, ofWords) : {};
  if (problems.field !== undefined && !refusalOf(body.add))
    setRefusal({ add: JSON.stringify(body.add), message: problems.field });

  return {
    search,
    type,
    data,
    problem: problems.other ?? problems.field,
    /** What is there answers another question. */
    isOlder: isPlaceholderData || asked !== settled,
    hasChange: body.add.length + body.without.length > 0,
    wordsProblem: refusalOf(change.add)?.message,
  };
}

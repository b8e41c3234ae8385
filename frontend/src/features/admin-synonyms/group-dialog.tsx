import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useState } from "react";
import { saveSynonyms, synonymsKey } from "@/api/synonyms";
import type { SynonymGroup } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { SearchPreview } from "./search-preview";
import { usePreview } from "./use-preview";
import { useSending } from "./use-sending";
import {
  ofWords,
  type Problems,
  problemsOf,
  problemText,
  withWords,
  wordsAtLeast,
  wordsAtMost,
} from "./words";
import { type Draft, WordsField } from "./words-field";

/** A group that is there already has an id; a new one may have been begun with some words. */
export interface Edited {
  id: SynonymGroup["id"] | null;
  words: string[];
}

interface GroupDialogProps {
  /** The dialog is open while there is one. */
  group: Edited | null;
  onClose: () => void;
}

/** Adds or changes a group, and shows before what that does to a search. */
export function GroupDialog({ group, onClose }: GroupDialogProps) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const isNew = group?.id === null;
  return (
    <Dialog
      wide
      open={group !== null}
      onClose={onClose}
      title={isNew ? "New group of synonyms" : "Change the synonyms"}
      footer={
        <>
          <Button look="outline" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} busy={busy}>
            {isNew ? "Add the group" : "Save the group"}
          </Button>
        </>
      }
    >
      {group && (
        <GroupForm
          key={group.id ?? `new: ${group.words.join(", ")}`}
          id={formId}
          group={group}
          onBusy={setBusy}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

interface GroupFormProps {
  id: string;
  group: Edited;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

function GroupForm({ id, group, onBusy, onDone }: GroupFormProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ words: group.words, text: "" });
  const [problems, setProblems] = useState<Problems>({});
  const { busy, send } = useSending();
  useEffect(() => {
    onBusy(busy);
    return () => onBusy(false);
  }, [busy, onBusy]);
  const { words } = draft;
  const preview = usePreview(words[0] ?? "", {
    add: words.length >= wordsAtLeast ? [words] : [],
    without: group.id === null ? [] : [group.id],
  });

  function edit(next: Draft): void {
    setDraft(next);
    setProblems({});
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    const all = withWords(words, draft.text);
    setDraft({ words: all, text: "" });
    const problem = problemOf(all);
    if (problem) setProblems({ field: problem });
    else void save(all);
  }

  async function save(all: string[]): Promise<void> {
    await send(saveSynonyms(group.id, all), {
      onDone: (_, late) => {
        toast.good(`The search knows it: ${all.join(", ")}.`);
        if (!late) onDone();
      },
      onProblem: (error, late) => {
        if (late) toast.danger(`Not saved: ${all.join(", ")}. ${problemText(error)}`);
        else setProblems(problemsOf(error, ofWords));
      },
    });
    void queries.invalidateQueries({ queryKey: synonymsKey });
  }

  return (
    <div className="flex flex-col gap-5">
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FormProblem message={problems.other} />
        <WordsField draft={draft} onChange={edit} error={problems.field ?? preview.wordsProblem} />
      </form>
      <SearchPreview preview={preview} noChange="Add a second word, and what changes is shown here." />
    </div>
  );
}

function problemOf(words: readonly string[]): string | null {
  if (words.length < wordsAtLeast) return "A group needs two words or phrases at least.";
  return words.length > wordsAtMost ? `A group has ${wordsAtMost} words and phrases at most.` : null;
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem, messageOf } from "@/api/problem";
import { removeSynonyms, synonymsKey } from "@/api/synonyms";
import type { SynonymGroup } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { SearchPreview } from "./search-preview";
import { usePreview } from "./use-preview";
import { useSending } from "./use-sending";

interface RemoveDialogProps {
  /** What is about to be removed; the dialog is open while there is one. */
  group: SynonymGroup | null;
  onClose: () => void;
}

/** Asks before a group is removed, and shows what that does to a search. */
export function RemoveDialog({ group, onClose }: RemoveDialogProps) {
  const queries = useQueryClient();
  const { busy, send, stop } = useSending();
  const [problem, setProblem] = useState("");

  async function remove({ id, words }: SynonymGroup): Promise<void> {
    const all = words.join(", ");
    setProblem("");
    await send(removeSynonyms(id).catch(unlessGone), {
      onDone: (_, late) => {
        toast.good(`These are no synonyms any more: ${all}.`);
        if (late) return;
        onClose();
        setTimeout(focusMain);
      },
      onProblem: (error, late) => {
        if (late) toast.danger(`Not removed: ${all}. ${messageOf(error)}`);
        else setProblem(messageOf(error));
      },
    });
    void queries.invalidateQueries({ queryKey: synonymsKey });
  }

  function close(): void {
    stop();
    setProblem("");
    onClose();
  }

  return (
    <Dialog
      wide
      open={group !== null}
      onClose={close}
      title="Remove this group?"
      footer={
        <>
          <Button look="outline" onClick={close}>
            Keep it
          </Button>
          <Button look="danger" busy={busy} onClick={() => group && void remove(group)}>
            Yes, remove it
          </Button>
        </>
      }
    >
      {group && (
        <div className="flex flex-col gap-4">
          <FormProblem message={problem || undefined} />
          <Consequence group={group} />
        </div>
      )}
    </Dialog>
  );
}

function Consequence({ group: { id, words } }: { group: SynonymGroup }) {
  const preview = usePreview(words[0] ?? "", { add: [], without: [id] });
  return (
    <>
      <p className="wrap-anywhere">
        Whoever searches for one of <strong className="font-semibold">{words.join(", ")}</strong> no longer
        finds products that have only another of them.
      </p>
      <SearchPreview preview={preview} noChange="" />
    </>
  );
}

/** Removed is what it should be, also when somebody else was quicker. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
}

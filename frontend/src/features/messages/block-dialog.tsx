import { useMutation, useQueryClient } from "@tanstack/react-query";
import { conversationQuery, conversationsQuery, setBlocked } from "@/api/messages";
import { messageOf } from "@/api/problem";
import type { Conversation } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

interface BlockDialogProps {
  open: boolean;
  onClose: () => void;
  conversation: Conversation;
}

/** Says what blocking (or unblocking) means, and does it. */
export function BlockDialog({ open, onClose, conversation: { user, blocked } }: BlockDialogProps) {
  const name = user.name ?? "them";
  const queries = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => setBlocked(user.id, !blocked),
    onSuccess: (conversation) => {
      queries.setQueryData(conversationQuery(user.id).queryKey, conversation);
      void queries.invalidateQueries({ queryKey: conversationsQuery.queryKey });
      close();
    },
  });

  function close(): void {
    reset();
    onClose();
  }

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`${blocked ? "Unblock" : "Block"} ${name}?`}
      footer={
        <>
          <Button look="outline" onClick={close}>
            Leave it
          </Button>
          <Button look={blocked ? "primary" : "danger"} busy={isPending} onClick={() => mutate()}>
            {blocked ? "Unblock" : "Block"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FormProblem message={error ? messageOf(error) : undefined} />
        {blocked ? <WhatUnblockingDoes name={name} /> : <WhatBlockingDoes name={name} />}
      </div>
    </Dialog>
  );
}

function WhatBlockingDoes({ name }: { name: string }) {
  return (
    <>
      <p>
        Nothing that {name} writes from now on will ever reach you, also not after you unblock them. They are
        not told.
      </p>
      <p>You cannot write to them either, until you unblock them. What you both wrote so far stays here.</p>
    </>
  );
}

function WhatUnblockingDoes({ name }: { name: string }) {
  return (
    <p>
      You can write to each other again. What {name} wrote while they were blocked does not come; they are not
      told that they were.
    </p>
  );
}

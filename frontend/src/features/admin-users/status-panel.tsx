import { useState } from "react";
import { disableUser, enableUser } from "@/api/admin-users";
import { messageOf } from "@/api/problem";
import type { UserDetail } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { ReasonDialog } from "@/components/dashboard/reason-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { ConsequenceList } from "./consequence-list";
import { ofDisabling } from "./consequences";
import { useActed } from "./use-acted";

const reasonAtMost = 300;

/** Disable the account, or enable it again. */
export function StatusPanel({ user }: { user: UserDetail }) {
  const acted = useActed();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function disable(reason: string): Promise<void> {
    acted(await disableUser(user.id, reason));
    focusMain();
    toast.good(`${user.name} is signed out and cannot sign in any more.`);
  }

  async function enable(): Promise<void> {
    setBusy(true);
    try {
      acted(await enableUser(user.id));
      toast.good(`${user.name} can sign in again.`);
    } catch (error) {
      toast.danger(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  if (user.status === "disabled")
    return (
      <Panel title="Enable the account" hint="They can sign in again, and their products come back on sale.">
        <Button busy={busy} onClick={enable}>
          Enable
        </Button>
      </Panel>
    );
  return (
    <Panel title="Disable the account" hint="Locks it until somebody enables it again. Nothing is erased.">
      <Button look="danger" onClick={() => setAsking(true)}>
        Disable…
      </Button>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Disable ${user.name}?`}
        hint="They read this when they try to sign in."
        action="Disable"
        reasonAtMost={reasonAtMost}
        run={disable}
      >
        <ConsequenceList lines={ofDisabling(user)} />
      </ReasonDialog>
    </Panel>
  );
}

import { useState } from "react";
import { changeRole } from "@/api/admin-users";
import { messageOf } from "@/api/problem";
import type { Role, UserDetail } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { roleNames } from "./badges";
import { ConsequenceList } from "./consequence-list";
import { ofRole } from "./consequences";
import { useActed } from "./use-acted";

export function RolePanel({ user }: { user: UserDetail }) {
  const acted = useActed();
  const [role, setRole] = useState<Role>(user.role);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  function close(): void {
    setAsking(false);
    setProblem(undefined);
  }

  async function change(): Promise<void> {
    setBusy(true);
    try {
      acted(await changeRole(user.id, role));
      toast.good(`${user.name} is now ${role === "admin" ? "an" : "a"} ${role}.`);
      close();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Panel title="Change the role" hint="What they may do here.">
      <div className="flex flex-wrap gap-3">
        <Select
          aria-label="Role"
          className="min-w-40"
          value={role}
          onChange={(event) => setRole(event.target.value as Role)}
        >
          {Object.entries(roleNames).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        <Button look="outline" disabled={role === user.role} onClick={() => setAsking(true)}>
          Change…
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={close}
        title={`Make ${user.name} ${role === "admin" ? "an" : "a"} ${role}?`}
        footer={
          <>
            <Button look="outline" onClick={close}>
              Leave it
            </Button>
            <Button busy={busy} onClick={change}>
              Change the role
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <FormProblem message={problem} />
          <ConsequenceList lines={ofRole(user, role)} />
        </div>
      </Dialog>
    </Panel>
  );
}

import { useState } from "react";
import type { Role } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DeleteForm } from "./delete-form";

const formId = "delete-account";

export function DeleteAccount({ role, onDeleted }: { role: Role; onDeleted: () => void }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <div className="flex flex-col items-start gap-4">
      <ul className="flex list-disc flex-col gap-1 pl-5 text-ink-soft">
        <li>
          Your name, your email and your password are erased at once, and you are signed out everywhere.
        </li>
        {role === "buyer" && (
          <>
            <li>
              Your past orders stay with the sellers, without your name. They need them for their books.
            </li>
            <li>Orders that still wait for you are not cancelled by this. Cancel them first.</li>
          </>
        )}
        {role === "seller" && (
          <li>Your products have to be off sale first. What was sold stays in the books.</li>
        )}
        <li>The email is free again afterwards. There is no way back.</li>
      </ul>
      <Button look="danger" onClick={() => setOpen(true)}>
        Delete my account
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Delete your account for good?"
        footer={
          <>
            <Button look="outline" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button look="danger" type="submit" form={formId} busy={busy}>
              Delete for good
            </Button>
          </>
        }
      >
        <DeleteForm id={formId} onBusy={setBusy} onDeleted={onDeleted} />
      </Dialog>
    </div>
  );
}

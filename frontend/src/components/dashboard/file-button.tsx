import { Download } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { Button, type ButtonLook } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { download } from "@/lib/calendar-file";

interface FileButtonProps {
  /** The file's name when it is kept. */
  name: string;
  read: () => Promise<Blob>;
  look?: ButtonLook;
  children: string;
}

/** Fetches a file in the session, since a plain link carries no sign-in, and hands it to the browser to keep. */
export function FileButton({ name, read, look = "outline", children }: FileButtonProps) {
  const [busy, setBusy] = useState(false);

  async function fetchFile(): Promise<void> {
    setBusy(true);
    try {
      const file = await read();
      download(name, file.type, file);
      toast.good(`${name} is in your downloads.`);
    } catch (error) {
      toast.danger(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button look={look} busy={busy} onClick={() => void fetchFile()}>
      {!busy && <Download aria-hidden className="size-5" />}
      {children}
    </Button>
  );
}

import { Check } from "lucide-react";
import { passwordAtMost_bytes, passwordLength_chars } from "@/config/limits";

/** How far a new password is, told while it is typed. */
export function PasswordHint({ password }: { password: string }) {
  const length = Array.from(password).length;
  if (length === 0) return `At least ${passwordLength_chars} characters. A few words in a row are good.`;
  if (length < passwordLength_chars) {
    const missing = passwordLength_chars - length;
    return `${missing} more ${missing === 1 ? "character" : "characters"} to go.`;
  }
  if (new TextEncoder().encode(password).length > passwordAtMost_bytes)
    return `Too long: at most ${passwordAtMost_bytes} characters, fewer with letters beyond a to z.`;
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-good">
      <Check aria-hidden className="size-4" />
      Long enough
    </span>
  );
}

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";

/**
 * A button that shows and hides something next to it. `around` goes on the element that holds both: what is shown
 * closes when somebody presses elsewhere or the focus goes elsewhere, and at Escape, which gives the focus back to the
 * button.
 */
export function useDisclosure() {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    function closeOutside(event: PointerEvent): void {
      if (event.target instanceof Node && !holder.current?.contains(event.target)) setOpen(false);
    }
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function leave(event: FocusEvent): void {
    // A button that is gone because it did its work loses the focus to nobody.
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  }

  return { open, setOpen, button, around: { ref: holder, onBlur: leave, onKeyDown: closeOnEscape } };
}

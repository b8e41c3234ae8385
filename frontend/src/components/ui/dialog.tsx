import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "@/lib/class-names";
import { IconButton } from "./button";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Stays at the bottom: the buttons. */
  footer?: ReactNode;
}

/** A modal in the middle. Escape, the cross and a click beside it close it; focus returns by itself. */
export function Dialog({ wide = false, ...props }: DialogProps & { wide?: boolean }) {
  const width = wide ? "w-[min(60rem,calc(100vw-1.5rem))]" : "w-[min(32rem,calc(100vw-2rem))]";
  return <Modal {...props} className={classNames("m-auto max-h-[90dvh] rounded-2xl", width)} />;
}

/** A modal that comes from the side, full height: filters on a phone, a quick look into the cart. */
export function Sheet({ side = "right", ...props }: DialogProps & { side?: "left" | "right" }) {
  const place =
    side === "right"
      ? "ml-auto mr-0 rounded-l-2xl [--enter-from:translateX(100%)]"
      : "mr-auto ml-0 rounded-r-2xl [--enter-from:translateX(-100%)]";
  return <Modal {...props} className={classNames("my-0 h-dvh max-h-none w-[min(26rem,90vw)]", place)} />;
}

function Modal({ open, onClose, title, children, footer, className }: DialogProps & { className: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      // React lets `close` of a dialog within this one bubble, which the browser does not.
      onClose={(event) => event.target === event.currentTarget && onClose()}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      className={classNames("overflow-hidden bg-surface p-0 text-ink", className)}
    >
      {open && (
        <div className="flex h-full max-h-[inherit] flex-col">
          <header className="flex items-center justify-between gap-4 border-line border-b py-2 pr-2 pl-5">
            <h2 id={titleId} className="font-display text-xl">
              {title}
            </h2>
            <IconButton label="Close" onClick={() => dialog.current?.close()}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div className="flex-1 overflow-y-auto p-5">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-3 border-line border-t p-4">{footer}</footer>
          )}
        </div>
      )}
    </dialog>
  );
}

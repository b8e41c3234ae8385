import { focusMain } from "./focus-main";

/** A ref for what may go away with the focus in it: the keyboard then goes on from the page's content. */
export function leaveFocus(element: HTMLElement | null): () => void {
  return () => {
    if (element?.contains(document.activeElement)) focusMain();
  };
}

/**
 * A ref for one of several rows, which may go away with the focus in it: the next row's control has it then; after the
 * last one it is the button of the form around them, and where there is none the page's content.
 */
export function passFocus(row: HTMLElement | null): () => void {
  return () => {
    if (!row?.contains(document.activeElement)) return;
    const next =
      row.nextElementSibling?.querySelector<HTMLElement>("a[href], button, input") ??
      row.closest("form")?.querySelector<HTMLElement>("[type=submit]");
    if (next) next.focus({ preventScroll: true });
    else focusMain();
  };
}

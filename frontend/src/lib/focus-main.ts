/** For when what had the focus is gone: the keyboard goes on from the page's content, or from the dialog above it. */
export function focusMain(): void {
  const inDialog = document.querySelector<HTMLElement>("dialog[open] button");
  (inDialog ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

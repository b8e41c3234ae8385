/** For when what had the focus is gone: the keyboard goes on from the page's content. */
export function focusMain(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

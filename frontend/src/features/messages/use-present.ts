import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
  };
}

/** The page is in sight and the one that is worked with. */
export function isPresent(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

export function usePresent(): boolean {
  return useSyncExternalStore(subscribe, isPresent);
}

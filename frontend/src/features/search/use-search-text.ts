import { useState } from "react";
import { useLocation } from "react-router";
import { useDisclosure } from "@/lib/use-disclosure";

/**
 * What stands in the box, and whether the panel below is open: a navigation has the last word on both. `current` is
 * what was searched for last, `verbatim` whether just as it is.
 */
export function useSearchText() {
  const { key, pathname, search } = useLocation();
  const params = new URLSearchParams(pathname === "/products" ? search : "");
  const current = params.get("search") ?? "";
  const [text, setText] = useState(current);
  const [shownAt, setShownAt] = useState(key);
  const { open, setOpen, around } = useDisclosure();
  if (shownAt !== key) {
    setShownAt(key);
    setText(current);
    setOpen(false);
  }
  return { text, setText, current, verbatim: params.has("verbatim"), open, setOpen, around };
}

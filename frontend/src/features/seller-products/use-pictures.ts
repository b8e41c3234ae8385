import { useEffect, useRef, useState } from "react";
import { randomKey } from "@/lib/random-key";
import { choose, keptPictures, moved, type PictureItem, pathsOf, picturesAtMost } from "./picture-list";

export interface Pictures {
  items: readonly PictureItem[];
  /** What was said of files that were not taken. */
  refused: readonly string[];
  /** Reads the list as it is after the last `set`, also between renders. */
  current: () => readonly PictureItem[];
  set: (change: (items: readonly PictureItem[]) => PictureItem[]) => void;
  add: (files: readonly File[]) => void;
  move: (key: string, by: -1 | 1) => void;
  remove: (key: string) => void;
  differFrom: (paths: readonly string[]) => boolean;
}

/** The pictures of a product's form. */
export function usePictures(paths: readonly string[]): Pictures {
  const [items, setItems] = useState<readonly PictureItem[]>(() => keptPictures(paths));
  const [refused, setRefused] = useState<readonly string[]>([]);
  const latest = useRef(items);
  const urls = useRef(new Set<string>());
  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, []);

  function set(change: (items: readonly PictureItem[]) => PictureItem[]): void {
    latest.current = change(latest.current);
    setItems(latest.current);
  }

  function add(files: readonly File[]): void {
    const { taken, refused: why } = choose(files, picturesAtMost - latest.current.length);
    setRefused(why);
    set((before) => [...before, ...taken.map(waiting)]);
  }

  function waiting(file: File): PictureItem {
    const url = URL.createObjectURL(file);
    urls.current.add(url);
    return { kind: "new", key: randomKey(), file, url, sent: null, problem: null };
  }

  return {
    items,
    refused,
    current: () => latest.current,
    set,
    add,
    move: (key, by) => set((before) => moved(before, key, by)),
    remove: (key) => {
      setRefused([]);
      set((before) => before.filter((item) => item.key !== key));
    },
    differFrom: (known) => items.some(({ kind }) => kind === "new") || pathsOf(items).join() !== known.join(),
  };
}

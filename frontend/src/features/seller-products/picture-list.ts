/** A picture of the form: one that the product has, or a file that is yet to be sent. */
export type PictureItem = KeptPicture | NewPicture;

interface KeptPicture {
  kind: "kept";
  key: string;
  path: string;
}

export interface NewPicture {
  kind: "new";
  key: string;
  file: File;
  /** Of the file in this browser. */
  url: string;
  /** The part that was sent, from 0 to 1; null while it waits. */
  sent: number | null;
  /** Why it could not be added, when last tried. */
  problem: string | null;
}

export const picturesAtMost = 8;
export const pictureTypes = ["image/png", "image/jpeg", "image/webp"];
const bytesAtMost = 2 * 1024 * 1024;

export function keptPictures(paths: readonly string[]): PictureItem[] {
  return paths.map((path) => ({ kind: "kept", key: path, path }));
}

/** Why a file cannot be a picture, before it is sent; null when it may be one. */
export function whyNot({ name, type, size }: Pick<File, "name" | "type" | "size">): string | null {
  if (!pictureTypes.includes(type)) return `${name} is not a PNG, JPEG or WebP picture.`;
  if (size > bytesAtMost) return `${name} has more than 2 MB. Save it smaller, then try again.`;
  return null;
}

/** Of the chosen files those that there is room for, and what is to be said of the others. */
export function choose<F extends Pick<File, "name" | "type" | "size">>(
  files: readonly F[],
  room: number,
): { taken: F[]; refused: string[] } {
  const refused = files.map(whyNot).filter((why) => why !== null);
  const good = files.filter((file) => whyNot(file) === null);
  if (good.length > room) refused.push(`A product can have at most ${picturesAtMost} pictures.`);
  return { taken: good.slice(0, Math.max(0, room)), refused };
}

/** The same list with one picture a place earlier (-1) or later (1). */
export function moved(items: readonly PictureItem[], key: string, by: -1 | 1): PictureItem[] {
  const from = items.findIndex((item) => item.key === key);
  const to = from + by;
  const result = [...items];
  const [item] = result.splice(from, 1);
  if (from < 0 || to < 0 || to >= items.length || !item) return [...items];
  result.splice(to, 0, item);
  return result;
}

/** The paths of those that the product has, in the order of the form. */
export function pathsOf(items: readonly PictureItem[]): string[] {
  return items.flatMap((item) => (item.kind === "kept" ? [item.path] : []));
}

/** What the list becomes when a file was taken: its picture in its place, once. */
export function settled(items: readonly PictureItem[], key: string, path: string): PictureItem[] {
  const isThere = items.some((item) => item.kind === "kept" && item.path === path);
  return items.flatMap((item): PictureItem[] => {
    if (item.key !== key) return [item];
    return isThere ? [] : [{ kind: "kept", key, path }];
  });
}

export function changed(
  items: readonly PictureItem[],
  key: string,
  change: Partial<Pick<NewPicture, "sent" | "problem">>,
): PictureItem[] {
  return items.map((item) => (item.key === key && item.kind === "new" ? { ...item, ...change } : item));
}

import { expect, test } from "vitest";

const sources = import.meta.glob<string>("./**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const written = Object.entries(sources).filter(([path]) => path !== "./api/schema.d.ts");
const linesAtMost = 250;

/** `./features/cart/x.ts` -> "cart"; null outside the features. */
function featureOf(path: string): string | null {
  return /^\.\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import\()\s*"(@\/[^"]+|\.[^"]+)"/g)].map((match) => match[1] ?? "");
}

test("features never import each other, and reach out of their folder only by @/", () => {
  const wrong = written.flatMap(([path, source]) => {
    const own = featureOf(path);
    if (own === null) return [];
    return importsOf(source)
      .filter(
        (target) =>
          target.startsWith("..") ||
          (target.startsWith("@/features/") && !target.startsWith(`@/features/${own}/`)),
      )
      .map((target) => `${path} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test("only the app knows the features, and nothing below knows the app", () => {
  const wrong = written.flatMap(([path, source]) =>
    path.startsWith("./app/") || path === "./main.tsx" || featureOf(path) !== null
      ? []
      : importsOf(source)
          .filter((target) => target.startsWith("@/features/") || target.startsWith("@/app/"))
          .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("no file is longer than can be read at once", () => {
  const long = written
    .filter(([, source]) => source.split("\n").length > linesAtMost + 1)
    .map(([path]) => path);
  expect(long).toEqual([]);
});

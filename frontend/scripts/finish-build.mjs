// After `vite build`: puts the API description beside the app and a .gz beside each text file, for NGINX's gzip_static.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { constants, gzipSync } from "node:zlib";

const dist = "dist";
const texts = new Set([".html", ".js", ".css", ".svg", ".json", ".txt", ".webmanifest"]);

mkdirSync(join(dist, "api"), { recursive: true });
writeFileSync(join(dist, "api", "openapi.json"), readFileSync("openapi.json"));

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !texts.has(extname(entry.name))) continue;
  const path = join(entry.parentPath, entry.name);
  const text = readFileSync(path);
  if (text.length >= 512)
    writeFileSync(`${path}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
}

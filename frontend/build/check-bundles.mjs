// Holds the built pages to their promises: small enough for a slow phone (brotli, the whole graph
// a page loads at once), and no syntax newer than ES2020, which is what Chromium 86 and iOS 14 read.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { parse } from "acorn";

const DIST = "frontend/dist/";
const budgets = JSON.parse(readFileSync("frontend/build/budgets.json", "utf8"));
const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, "utf8"));
const read = (file) => readFileSync(DIST + file);
const compressed = (file) => brotliCompressSync(read(file)).length;

function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!seen.has(chunk.file)) {
    seen.add(chunk.file);
    (chunk.imports ?? []).forEach((imported) => filesOf(imported, seen));
  }
  return [...seen];
}

const failures = [];
for (const { file } of Object.values(manifest)) {
  if (!file.endsWith(".js")) continue;
  try {
    parse(read(file).toString(), { ecmaVersion: 2020, sourceType: "module" });
  } catch (error) {
    failures.push(`${file} is not ES2020: ${error.message}`);
  }
}

const rows = [];
for (const [key, { isEntry, file }] of Object.entries(manifest)) {
  if (!isEntry) continue;
  const style = file.endsWith(".css");
  const limits = style ? budgets.style_brotli_bytes : budgets.javascript_brotli_bytes;
  const files = filesOf(key);
  const bytes = files.reduce((sum, name) => sum + compressed(name), 0);
  const limit = limits[key] ?? limits.default;
  rows.push({ page: key.replace("frontend/src/", ""), files: files.length, bytes, limit });
  if (bytes > limit) failures.push(`${key} is ${bytes} bytes brotli, over its budget of ${limit}`);
}

// What a page loads later, besides what it has loaded at once.
for (const [key, { isEntry, dynamicImports = [] }] of Object.entries(manifest)) {
  if (!isEntry) continue;
  const there = filesOf(key);
  for (const later of dynamicImports) {
    const files = filesOf(later).filter((file) => !there.includes(file));
    const bytes = files.reduce((sum, name) => sum + compressed(name), 0);
    const limits = budgets.later_javascript_brotli_bytes;
    const limit = limits[manifest[later].name] ?? limits.default;
    rows.push({ page: `${key.replace("frontend/src/", "")}: ${manifest[later].name}`, files: files.length, bytes, limit });
    if (bytes > limit) failures.push(`${key} later loads ${bytes} bytes brotli, over the budget of ${limit}`);
  }
}

console.table(rows.sort((a, b) => a.page.localeCompare(b.page)));
if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}

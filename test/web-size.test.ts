import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";
import { builtProgram } from "./support/built-program.ts";

// Goal: the first page comes fast over a slow line. Method: what a browser must fetch before it can
// show anything — the page, its scripts and styles and all that these import at once — compressed
// as the server sends it. What is loaded on demand does not count.

const WEB = join(packageRoot(), "dist", "web");
const KILOBYTE = 1_000;

beforeAll(() => void builtProgram());

test.each([
  ["index.html", 300],
  ["workbench.html", 700],
])("%s loads at most %i kB before it shows something", (page, kilobytes_most) => {
  expect(existsSync(join(WEB, page)), "npm run build makes it").toBe(true);
  const files = firstLoad(page);
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(WEB, file))).length,
    0,
  );
  process.stderr.write(`${page}: ${Math.round(bytes / KILOBYTE)} kB in ${files.length} files\n`);
  expect(files.length).toBeGreaterThan(3);
  expect(bytes).toBeLessThanOrEqual(kilobytes_most * KILOBYTE);
  expect(files.some((file) => file.includes("chart-engine"))).toBe(false);
});

test("a calendar is fetched where a field for a day is drawn, and with no page", () => {
  const scripts = readdirSync(join(WEB, "assets")).filter((name) => name.endsWith(".js"));
  const engines = scripts.filter((name) => name.startsWith("date-picker-engine"));
  expect(engines).toHaveLength(1);
  const importing = scripts.filter((name) => {
    const script = readFileSync(join(WEB, "assets", name), "utf8");
    return [...script.matchAll(IMPORTED)].some(([, imported]) => imported === engines[0]);
  });
  expect(importing).toEqual([]);
  expect(statSync(join(WEB, "assets", engines[0] as string)).size).toBeGreaterThan(50_000);
});

const NAMED_BY_PAGE = /(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g;
const IMPORTED = /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;

/** A page and everything that it and its scripts import before they run. */
function firstLoad(page: string): readonly string[] {
  const files = new Set([page]);
  const text = readFileSync(join(WEB, page), "utf8");
  for (const [, file] of text.matchAll(NAMED_BY_PAGE)) files.add(file as string);
  // A set that grows is walked to its end.
  for (const file of files) {
    if (!file.endsWith(".js")) continue;
    const script = readFileSync(join(WEB, file), "utf8");
    for (const [, name] of script.matchAll(IMPORTED)) files.add(`assets/${name}`);
  }
  return [...files];
}

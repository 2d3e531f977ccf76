import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CHILD_HEAD, packFromText, regionFromTexts } from "./fixtures/pack-text.ts";
import { loadRegion, regionFromPacks, regionsFolder, withOptions } from "./index.ts";

// Goal: a settlement keeps the version of the policy it was made by; so the version must be the
// same for the same policy wherever it lies, and another for anything that can change an answer.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const GOOD = readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8");

test("the shipped Hengyang pack loads over Hunan and the national one", () => {
  const region = loadRegion("430400");
  expect(region.name).toBe("衡阳市");
  expect(region.benefits.length).toBeGreaterThan(10);
  expect(region.version).toMatch(/^[0-9a-f]{16}$/);
});

describe("the version", () => {
  const version = regionFromTexts(GOOD).version;

  test("is the same when the same folder is loaded again, by code or by folder", () => {
    const folder = join(regionsFolder(), "430400-hengyang");
    const versions = ["430400", folder, `${folder}/`].map((name) => loadRegion(name).version);
    expect(new Set(versions).size).toBe(1);
  });

  test("is the same where the folder is copied to another place and name", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "pack-"));
    cpSync(join(regionsFolder(), "430400-hengyang"), join(elsewhere, "ours"), { recursive: true });
    expect(loadRegion(join(elsewhere, "ours")).version).toBe(loadRegion("430400").version);
    rmSync(elsewhere, { recursive: true });
  });

  test("does not know where in its file a value stands, nor what a comment says", () => {
    const moved = GOOD.replaceAll(/\n {2}(\w+):/g, "\n\n  # 说明\n  $1:");
    expect(moved.split("\n").length).toBeGreaterThan(GOOD.split("\n").length + 20);
    expect(regionFromTexts(moved).version).toBe(version);
    expect(regionFromPacks([packFromText("another-name.yaml", GOOD)]).version).toBe(version);
  });

  test("does not know the order of sections and files", () => {
    const [head = "", benefits = ""] = GOOD.split(/^(?=benefits:)/m);
    expect(regionFromTexts(benefits + head).version).toBe(version);
  });

  test("changes with any number, and with anything that is shown beside one", () => {
    const places = [...GOOD.matchAll(CHANGEABLE)].filter(({ index }) => index > 0);
    expect(places.length).toBeGreaterThan(60);
    const versions = new Set([version]);
    for (const { 0: found, index } of places) {
      const other = changed(found);
      const text = GOOD.slice(0, index) + other + GOOD.slice(index + found.length);
      const { version: now } = regionFromTexts(text);
      expect(versions, `${found} → ${other} at ${index}`).not.toContain(now);
      versions.add(now);
    }
  });

  test("of a child changes with the child's values and with the parent's that show through", () => {
    const child = regionFromTexts(GOOD, CHILD_HEAD).version;
    expect(child).not.toBe(version);
    const otherCap = GOOD.replace("value: 100000", "value: 100001");
    expect(regionFromTexts(otherCap, CHILD_HEAD).version).not.toBe(child);
  });

  test("of a run with options is another one, and says which it came from", () => {
    const region = loadRegion("430400");
    expect(withOptions(region, {})).toBe(region);
    expect(withOptions(region, { void_rule: null })).toBe(region);
    const replay = withOptions(region, { void_rule: "replay" }).version;
    expect(replay).toMatch(new RegExp(`^${region.version}\\+[0-9a-f]{8}$`));
    expect(withOptions(region, { void_rule: "replay" }).version).toBe(replay);
    expect(withOptions(region, { void_rule: "leave" }).version).not.toBe(replay);
  });
});

/** Amounts, ratios, years, clauses, titles of parameters and documents, basis and confidence. */
const CHANGEABLE = new RegExp(
  [
    /(?<=value: |up_to: |ratio: |primary: |other: |working: |retired: )(?!1 })[\d.]+/,
    /2020(?=-01-01)|第.条|第二章|〔2020〕|official|high(?=,)|over_cap: next|basic: true/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

function changed(found: string): string {
  const swaps: Readonly<Record<string, string>> = {
    official: "recalled",
    high: "low",
    "2020": "2019",
    "〔2020〕": "〔2021〕",
    第二章: "第三章",
    "over_cap: next": "over_cap: person",
    "basic: true": "basic: false",
  };
  if (/^[\d.]+$/.test(found) && found !== "2020") {
    return Number(found) > 1 ? `${Number(found) + 1}` : "0.4321";
  }
  return swaps[found] ?? "第九十九条";
}

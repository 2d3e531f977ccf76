import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  HOSPITAL_LEVELS,
  LANGUAGES,
  type Language,
  loadRegion,
  packFolder,
  type Region,
} from "../policy/index.ts";
import { settleCaseFile } from "./case-file.ts";

// Goal: what a clerk reads. The sentences of worked examples stand in fixtures/explanations, in
// both languages, to be read and compared with the notice; no code of ours gets into them, and
// whatever nobody has verified says so.

const CASES = join(packFolder("430400"), "cases");
const TOLD = [
  ...["E03", "E09", "E15", "E17", "E21-first-share", "E21-points", "E21-multiplier"],
  ...["E23-1", "E23-2", "E23-3", "E23-3-pro-rata", "E23-4", "E40"],
];

function explained(name: string, language: Language) {
  const answer = settleCaseFile(join(CASES, `${name}.yaml`), null, language);
  return answer.bills.map(({ id, explanation = [] }) => ({ id, explanation }));
}

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(TOLD)("%s is told as its fixture says", async (name) => {
    const text = explained(name, language)
      .map(({ id, explanation }) => {
        const sentences = explanation.map((one) => `${one.layer}\n  ${one.text}`);
        return [id, ...sentences].join("\n");
      })
      .join("\n\n");
    await expect(`${text}\n`).toMatchFileSnapshot(`fixtures/explanations/${name}.${language}.txt`);
  });

  test("every sentence with a value that is not official says so, and gives its source", () => {
    const mark = language === "zh" ? "〔待核实〕" : "[unverified]";
    const sentences = TOLD.flatMap((name) => explained(name, language)).flatMap(
      ({ explanation }) => explanation,
    );
    expect(sentences.length).toBeGreaterThan(100);
    for (const { text, unverified, source } of sentences) {
      expect(text.endsWith(mark), text).toBe(unverified);
      if (unverified) expect(source, text).toMatch(language === "zh" ? /待核实/ : /unverified/);
    }
  });

  test("no code of ours and no word of the other language gets into a sentence", () => {
    const region = loadRegion("430400");
    const codes = codesOf(region);
    for (const { explanation } of TOLD.flatMap((name) => explained(name, language))) {
      for (const { layer, text } of explanation) {
        const found = codes.find((code) => `${layer} ${text}`.includes(code));
        expect(found, text).toBeUndefined();
        const foreign = language === "zh" ? /[A-Za-z]{2}/ : /\p{Script=Han}/u;
        expect(`${layer} ${text}`).not.toMatch(foreign);
      }
    }
  });
});

/** Names that only programs use: those with a mark or a number in them. */
function codesOf(region: Region): string[] {
  const names = [
    ...HOSPITAL_LEVELS,
    ...region.parameters.keys(),
    ...region.funds.keys(),
    ...region.benefits.flatMap(({ name, layers }) => [name, ...layers.map((one) => one.layer)]),
  ];
  return names.filter((name) => /[_\d]|-.*-/.test(name));
}

test("the shipped packs have an English title for everything that is told", () => {
  const folders = ["000000", "430000", "430400"].map((code) => packFolder(code));
  const missing: string[] = [];
  for (const folder of folders) {
    for (const file of ["region", "rules", "diseases", "benefits", "parameters", "choices"]) {
      const path = join(folder, `${file}.yaml`);
      missing.push(...untranslated(read(path)).map((where) => `${path} ${where}`));
    }
  }
  expect(missing).toEqual([]);
});

function read(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** Where a title or the name of a fund or disease stands without an English one. */
function untranslated(node: unknown, where = ""): string[] {
  if (typeof node !== "object" || node === null || /^\.(region|accumulators)$/.test(where))
    return [];
  const named = "title" in node || ("name" in node && /^\.(funds|diseases)\./.test(where));
  const own = named && !("english" in node) ? [where] : [];
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, value]) => untranslated(value, `${where}.${key}`)),
  ];
}

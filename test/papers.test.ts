import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { CATALOGUE_KINDS } from "../src/catalogue/index.ts";
import { PEOPLE_KINDS } from "../src/people/index.ts";
import { PROVIDERS_KINDS } from "../src/providers/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { SUPERVISION_KINDS } from "../src/supervision/index.ts";
import { isFixture } from "./house/error-codes.ts";
import { readSourceTexts } from "./house/source-file.ts";

/**
 * Papers that name things of the program must not fall behind it: the glossary may name nothing
 * that has gone, the operating manual names every import file, and no reference leads nowhere.
 */
const ROOT = packageRoot();

function paper(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

describe("GLOSSARY.md", () => {
  const rows = glossaryRows(paper("GLOSSARY.md"));

  test("every row has a term, its Chinese, and at least one name", () => {
    expect(rows.length).toBeGreaterThan(90);
    for (const { term, chinese, ours, national } of rows) {
      expect(term).not.toBe("");
      expect(chinese, term).toMatch(/\p{Script=Han}/u);
      expect(ours.length + national.length, term).toBeGreaterThan(0);
    }
  });

  test("every name of ours is in the sources or in the policy packs", () => {
    const sources = readSourceTexts(ROOT)
      .filter(({ path }) => path.startsWith("src/") && !isFixture(path))
      .map(({ text }) => text);
    const known = [...sources, ...texts("regions", ".yaml")].join("\n");
    const gone = rows.flatMap(({ ours }) => ours).filter((name) => !hasWord(known, name));
    expect(gone).toEqual([]);
  });

  test("every national name is on the interface", () => {
    const onTheWire = [
      ...texts("src/gateway", ".json"),
      paper("src/gateway/envelope.ts"),
      paper("src/gateway/answer.ts"),
    ].join("\n");
    const gone = rows.flatMap(({ national }) => national);
    expect(gone.filter((name) => !hasWord(onTheWire, name))).toEqual([]);
  });

  test("every amount of a settlement is explained", () => {
    const figures = paper("src/settlement/setlinfo.ts").matchAll(
      /^ {2}readonly (\w+): (?:Fen|Ppm)/gm,
    );
    const fields = [...figures].map(([, field]) => field as string);
    const explained = new Set(rows.flatMap(({ national }) => national));
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter((field) => !explained.has(field))).toEqual([]);
  });
});

test("docs/operating.md names every kind of import file", () => {
  const kinds = [PEOPLE_KINDS, CATALOGUE_KINDS, PROVIDERS_KINDS, SUPERVISION_KINDS].flatMap(
    Object.keys,
  );
  const manual = paper("docs/operating.md");
  expect(kinds.length).toBeGreaterThan(10);
  expect(kinds.filter((kind) => !manual.includes(`\`${kind}\``))).toEqual([]);
});

test("every paper that is referred to exists", () => {
  const papers = [".", "docs", "bench", "test"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => posix.join(folder, name)),
  );
  const links = papers.flatMap((from) =>
    [...paper(from).matchAll(/\]\(([^):#\s]+)(?:#[^)]*)?\)/g)].map(([, to]) => ({
      from,
      to: posix.join(posix.dirname(from), to as string),
    })),
  );
  const mentions = readSourceTexts(ROOT).flatMap(({ path, text }) =>
    [...text.matchAll(/\bdocs\/[a-z-]+\.md\b/g)].map(([to]) => ({ from: path, to })),
  );
  expect(links.length).toBeGreaterThan(5);
  expect([...links, ...mentions].filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([]);
});

interface GlossaryRow {
  readonly term: string;
  readonly chinese: string;
  readonly ours: readonly string[];
  readonly national: readonly string[];
}

function glossaryRows(text: string): readonly GlossaryRow[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| English"))
    .map((line) => {
      const [, term = "", chinese = "", ours = "", national = ""] = line.split("|");
      return { term: term.trim(), chinese, ours: namesIn(ours), national: namesIn(national) };
    });
}

function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
}

/** Whether a name stands by itself, or before a dot: `inpatient.admissions.{hospital_level}`. */
function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isOfWord(text[at - 1]) && !isOfWord(text[at + name.length])) return true;
  }
  return false;
}

function isOfWord(character = ""): boolean {
  return /[\w-]/.test(character);
}

function texts(folder: string, ending: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => paper(join(folder, path)));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadProfiles, type Profile, type ProfileSection } from "../../disclosure/index.ts";
import { packageRoot } from "../../store/index.ts";
import { factsOf } from "../facts/facts-of.ts";
import { randomMaterials } from "../fixtures/random-materials.ts";
import { LAYOUTS } from "../layout/index.ts";
import type { PrintedTable, Publication } from "../publication.ts";
import { publicationOf } from "./index.ts";
import { SLOTS } from "./slots/index.ts";
import { LISTS } from "./slots/lists.ts";
import { parseTemplate, slotsOf } from "./template.ts";

/** Goal: whatever the unit's figures are, every profile makes of them a whole, clean document. */

const PROFILES = loadProfiles();

/** Bound by the slots around: items of lists, and the words of `gap`. */
const LOCALS = [
  ...["title", "short", "path", "class", "code", "n", "cn", "nature", "label", "meaning"],
  ...["word", "reason", "summary"],
];

function sectionsIn(sections: readonly ProfileSection[]): readonly ProfileSection[] {
  return sections.flatMap((section) => [section, ...sectionsIn(section.sections)]);
}

function templatesOf({ document, tables, sections }: Profile): readonly string[] {
  return [
    ...[document.title, ...document.lines],
    ...tables.flatMap(({ title, note, empty_note }) => [title, note, empty_note]),
    ...sectionsIn(sections).flatMap(({ title, text }) => [title, ...text]),
  ];
}

describe.each(PROFILES)("$id", (profile) => {
  test("names only slots and layouts that there are", () => {
    const slots = templatesOf(profile).flatMap((text) => slotsOf(parseTemplate(text)));
    const unknown = slots.filter(
      ({ name }) => !Object.hasOwn(SLOTS, name) && !LOCALS.includes(name),
    );
    expect(unknown).toEqual([]);
    for (const { layout } of profile.tables) expect(LAYOUTS).toContain(layout.split("+")[0]);
  });

  test("makes a whole document of any unit", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (seed) => {
        const publication = made(profile, String(seed));
        const tables = publication.blocks.flatMap((one) =>
          one.kind === "table" ? [one.table] : [],
        );
        expect(tables.map(({ topic }) => topic)).toEqual(
          expect.arrayContaining(["overview", "general", "basic", "three-public"]),
        );
        for (const table of tables) assertWhole(table);
        assertHeadings(profile, publication);
        for (const text of textsOf(publication)) assertClean(text);
      }),
      { numRuns: 3 },
    );
  });
});

function made(profile: Profile, seed: string): Publication {
  const { provinces, years, levels } = profile.applies;
  const materials = randomMaterials(seed, {
    kind: profile.kind,
    profile: profile.id,
    province: provinces[0] ?? "河北",
    level: levels[0] ?? "市",
    year: years.from ?? 2024,
  });
  return publicationOf(materials, factsOf(materials), profile);
}

function textsOf({ blocks }: Publication): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "heading" || block.kind === "paragraph") return [block.text];
    if (block.kind === "table") return [block.table.title, ...block.table.notes];
    return block.kind === "cover" ? [block.title, ...block.lines] : [];
  });
}

/** Nothing of a template left, no mark doubled, no word of a program. */
function assertClean(text: string): void {
  expect(text).not.toBe("");
  expect(text).not.toMatch(/[{}[\]|¶@]|undefined|null|NaN/);
  expect(text).not.toMatch(/[，。；：、][，。；：、]|（）|“”|^[，。；、]/);
  expect(text).not.toMatch(/[，；、]$/);
  expect(text).not.toMatch(/持平\d|持平，(增长|下降)|(增加|减少)0\.00|%{2}/);
}

/** Obligatory headings are there, in the order of the profile. */
function assertHeadings(profile: Profile, { blocks }: Publication): void {
  const headings = blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  const wanted = sectionsIn(profile.sections).filter(({ obligatory, title }) => {
    return obligatory && !title.includes("{");
  });
  let from = 0;
  for (const { title } of wanted) {
    const at = headings.findIndex((text, index) => index >= from && text.endsWith(title));
    expect(at, `${title} after ${from} in ${headings.join("|")}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}

/** Each place of the header is covered once, and each row has a cell for every column. */
function assertWhole({ title, columns, header, body }: PrintedTable): void {
  const covered = header.map(() => columns.map(() => 0));
  header.forEach((row, at) => {
    for (const cell of row) {
      for (let down = 0; down < cell.rows; down += 1) {
        for (let right = 0; right < cell.columns; right += 1) {
          const line = covered[at + down];
          if (line !== undefined) line[cell.column + right] = (line[cell.column + right] ?? 0) + 1;
        }
      }
    }
  });
  expect(covered, title).toEqual(header.map(() => columns.map(() => 1)));
  for (const row of body) {
    const width = row.reduce((sum, cell) => sum + cell.columns, 0);
    expect(width, `${title}: ${row.map(({ text }) => text).join("|")}`).toBe(columns.length);
  }
}

test("docs/disclosure-profiles.md names every slot, list and layout", () => {
  const text = readFileSync(join(packageRoot(), "docs", "disclosure-profiles.md"), "utf8");
  const said = (name: string) => text.includes(`{${name}`) || text.includes(`\`${name}`);
  const names = [...Object.keys(SLOTS), ...Object.keys(LISTS), ...LAYOUTS];
  expect(names.filter((name) => !said(name))).toEqual([]);
});

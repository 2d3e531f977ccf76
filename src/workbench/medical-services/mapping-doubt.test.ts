import { expect, test } from "vitest";
import type { CatalogueEntry } from "../../catalogue/index.ts";
import { type MappingFacts, mappingDoubts, nearnessPercent } from "./mapping-doubt.ts";

// Goal: a mapping is doubtful for a reason that is said, and what agrees is not.

const ENTRY = { name: "阿莫西林胶囊", list_type: "101", unit: "盒" } as CatalogueEntry;

const FACTS: MappingFacts = {
  ...{ own_name: "阿莫西林胶囊（院内）", own_list_type: "101", own_unit: "盒", entry: ENTRY },
  ...{ overpriced_yuan: null, ceiling_yuan: "30.00" },
};

const kinds = (changes: Partial<MappingFacts>) =>
  mappingDoubts({ ...FACTS, ...changes }).map(({ kind }) => kind);

test("what agrees, or says nothing, is not doubtful", () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ own_name: null, own_list_type: null, own_unit: null })).toEqual([]);
  expect(kinds({ entry: { ...ENTRY, unit: "" } as CatalogueEntry })).toEqual([]);
});

test("each doubt has its reason", () => {
  expect(kinds({ entry: null, own_unit: "支" })).toEqual(["item-ended"]);
  expect(kinds({ own_list_type: "201" })).toEqual(["type-differs"]);
  expect(kinds({ own_unit: "支" })).toEqual(["unit-differs"]);
  expect(mappingDoubts({ ...FACTS, own_name: "血常规检查" })).toEqual([
    { kind: "name-far", reason: "名称“血常规检查”与“阿莫西林胶囊”相差很大" },
  ]);
  expect(mappingDoubts({ ...FACTS, overpriced_yuan: "35.00" })).toEqual([
    { kind: "price", reason: "医嘱审核发现单价 35.00 元，限价 30.00 元" },
  ]);
});

test.each([
  ["阿莫西林", "阿莫西林胶囊", 100],
  ["头孢片", "阿莫西林片", 33],
  ["甲乙", "乙丙", 50],
  ["ABC-1", "abc1", 100],
  ["（）", "药", 0],
  ["", "", 100],
])("%s and %s: %d", (one, other, percent) => {
  expect(nearnessPercent(one, other)).toBe(percent);
  expect(nearnessPercent(other, one)).toBe(percent);
});

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import { loadCharts } from "../../classification/index.ts";
import {
  type Disclosure,
  type Fact,
  judge,
  loadProfiles,
  loadRules,
} from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { packageRoot } from "../../store/index.ts";
import { factsOf, type Materials, readDataFolder } from "../index.ts";
import { addressOf, partsOf } from "./address.ts";

/** What follows from what: nothing is lost, nothing contradicts, and every sum is held. */

const EXAMPLES = [
  ...["hunan-2023-final", "hengyang-2023-budget"],
  ...["fictitious-city-2024-final", "fictitious-county-2025-budget"],
];

function example(name: string): Materials {
  return readDataFolder(join(packageRoot(), "examples/disclosures", name));
}

function values({ facts }: Disclosure): ReadonlyMap<string, number> {
  return new Map(facts.map((fact) => [addressOf(fact), fact.printed.value]));
}

describe.each(EXAMPLES)("%s", (name) => {
  test("given again with all that follows, the same follows", () => {
    const materials = example(name);
    const first = factsOf(materials);
    const again = factsOf({ ...materials, given: first.facts });
    expect(values(again)).toEqual(values(first));
    expect(again.tables.map(({ topic }) => topic)).toEqual(first.tables.map(({ topic }) => topic));
  });

  test("the order in which figures are given does not matter", () => {
    const materials = example(name);
    const reversed = { ...materials, given: materials.given.toReversed() };
    expect(values(factsOf(reversed))).toEqual(values(factsOf(materials)));
  });
});

const HELD = ["overview", "income", "spending", "appropriation", "general", "fund", "capital"];

function isRefused(materials: Materials): boolean {
  try {
    const disclosure = factsOf(materials);
    const profile = loadProfiles().find(({ id }) => id === disclosure.profile);
    if (profile === undefined) throw new Error(`no profile ${disclosure.profile}`);
    const { findings } = judge(disclosure, { rules: loadRules(), profile, charts: loadCharts() });
    return findings.some(({ outcome }) => outcome === "error");
  } catch (error) {
    const codes = ["PUBLICATION-DISAGREES", "PUBLICATION-BELOW-ZERO"];
    return error instanceof YibaoError && codes.includes(error.code);
  }
}

describe.each(EXAMPLES.slice(2))("one figure of %s made wrong", (name) => {
  const materials = example(name);
  const { facts } = factsOf(materials);
  const cells = facts.filter(
    ({ source, topic, printed }) =>
      source === "table" && HELD.includes(topic) && printed.value !== 0,
  );

  test("is always refused, whichever it is", () => {
    const anyCell = fc.integer({ min: 0, max: cells.length - 1 });
    const more = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(anyCell, more, (index, wan_hundredths) => {
        const wrong = cells[index] as Fact;
        const value = wrong.printed.value + wan_hundredths * 100_000;
        const given = facts.map((fact) =>
          fact === wrong ? { ...fact, printed: { ...fact.printed, value } } : fact,
        );
        expect(isRefused({ ...materials, given }), addressOf(wrong)).toBe(true);
      }),
      runs(60),
    );
  });
});

test("addresses are read as they are written", () => {
  const parts = { source: "text", topic: "general", row: "2101501", column: "completion" } as const;
  expect(partsOf(addressOf(parts))).toEqual(parts);
  expect(partsOf("general[2101501]")).toBeNull();
});

test("a table of which a cell is not known is not among the tables", () => {
  const materials = example("fictitious-city-2024-final");
  const given = materials.given.filter(
    ({ topic, row, column }) => !(topic === "general" && row === "2101504" && column !== "total"),
  );
  const topics = factsOf({ ...materials, given }).tables.map(({ topic }) => topic);
  expect(topics).toContain("spending");
  expect(topics).not.toContain("general");
});

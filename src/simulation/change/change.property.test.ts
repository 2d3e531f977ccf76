import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import {
  type CivilDate,
  dateFromDayNumber,
  dayNumber,
  type Fen,
  isCivilDate,
  YibaoError,
} from "../../kernel/index.ts";
import {
  adjudicate,
  type BillFacts,
  HOSPITAL_LEVELS,
  IDENTITY_KINDS,
  loadRegion,
  PLACES,
  regionsFolder,
} from "../../policy/index.ts";
import { readDay } from "./change-day.ts";
import { applyChange, changeableParameters, readChange } from "./index.ts";
import { editDistance, nearest } from "./nearest.ts";

// Goal: what cannot be tried one by one. No day before a change is touched, whatever is changed; a
// wrong name is always answered with a right one; a wrong day with one that exists.

const region = loadRegion("430400");
const from = "2023-06-01" as CivilDate;

const SIX_CASES = [
  ["310", "2101", "working"],
  ["310", "2101", "retired"],
  ["310", "11", "working"],
  ["390", "2101", "resident"],
  ["390", "11", "resident"],
  ["390", "14", "resident"],
] as const;

const bills = fc
  .record({
    which: fc.constantFrom(...SIX_CASES),
    hospital_level: fc.constantFrom(...HOSPITAL_LEVELS.slice(0, 5)),
    place: fc.constantFrom(...PLACES),
    identities: fc.uniqueArray(fc.constantFrom(...IDENTITY_KINDS), { maxLength: 2 }),
    amount: fc.integer({ min: 0, max: 60_000_000 }),
    days: fc.integer({ min: 1, max: 150 }),
  })
  .map(({ which, hospital_level, place, identities, amount, days }): BillFacts => {
    const [insutype, visit_type, employment_status] = which;
    return {
      insutype,
      visit_type,
      employment_status,
      hospital_level,
      place,
      identities,
      care_date: dateFromDayNumber(dayNumber(from) - days),
      disease: visit_type === "14" ? "hypertension" : null,
      civil_servant_rank: null,
      lines: [
        {
          amount_fen: amount as Fen,
          class: "A",
          first_share_ppm: 0 as never,
          over_limit_fen: 0 as Fen,
          paid_alone: false,
        },
      ],
      stay: null,
      account_use: "none",
      accounts: [],
    };
  });

/** One line of a change that any parameter of the shipped region understands. */
const items = fc
  .record({
    parameter: fc.constantFrom(...changeableParameters(region, from)),
    pick: fc.nat(),
    factor: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ parameter: { name, unit, among, cells }, pick, factor }) => {
    const head = `  - parameter: ${name}\n`;
    if (unit === "choice") return `${head}    set: ${among[pick % among.length]}\n`;
    const numeric = cells.filter((one) => one.numeric);
    if (unit === "list" || numeric.length === 0) return "";
    const add = `add_band: { above: ${pick % 9_000_000}.01, ratio: 0.5 }`;
    if (unit === "bands") return `${head}    ${add}\n`;
    return `${head}    multiply: 0.${String(factor).padStart(2, "0")}\n`;
  })
  .filter((item) => item !== "");

function changeOf(list: readonly string[]) {
  const own = new Map(list.map((item) => [item.split("\n")[0], item]));
  const text = `title: 试验\nfrom: ${from}\nchanges:\n${[...own.values()].join("")}`;
  return readChange(text, "change.yaml", region);
}

/** Rules that a pack may not change are refused with a place; anything else must apply. */
function applied(list: readonly string[]) {
  try {
    const change = changeOf(list);
    return { change, after: applyChange(region, change) };
  } catch (error) {
    if (error instanceof YibaoError && error.where !== undefined) return null;
    throw error;
  }
}

describe("whatever is changed", () => {
  const lists = fc.array(items, { minLength: 1, maxLength: 6 });

  test("no bill before the day is settled otherwise", () => {
    let tried = 0;
    const untouched = (list: readonly string[], facts: BillFacts) => {
      const made = applied(list);
      if (made === null) return;
      tried += 1;
      const opening = { "inpatient.deductible": 50_000, "critical-illness.base": 2_000_000 };
      expect(JSON.stringify(adjudicate(made.after, facts, opening))).toBe(
        JSON.stringify(adjudicate(region, facts, opening)),
      );
    };
    fc.assert(fc.property(lists, bills, untouched), runs(60));
    expect(tried).toBeGreaterThan(30);
  });

  test("setting twice is setting once", () => {
    const cap = fc.integer({ min: 0, max: 90_000_000 });
    const same = (amount: number) => {
      const yuan = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
      const change = changeOf([`  - parameter: employee_pool_cap\n    set: ${yuan}\n`]);
      const once = applyChange(region, change);
      expect(applyChange(once, change)).toBe(once);
    };
    fc.assert(fc.property(cap, same), runs(20));
  });
});

describe("a wrong name", () => {
  test("is always answered with one that exists", () => {
    const names = [...region.parameters.keys()];
    const words = fc.stringMatching(/^[a-z_\u4e00-\u9fa5]{1,40}$/).filter((one) => {
      return !names.includes(one) && one !== "null";
    });
    const answered = (word: string) => {
      const text = `title: 试验\nfrom: ${from}\nchanges: [{ parameter: "${word}", add: 1 }]\n`;
      let message = "";
      try {
        readChange(text, "change.yaml", region);
      } catch (error) {
        message = (error as YibaoError).message;
      }
      const [, named = ""] = /最接近的是 ([a-z_0-9]+)（/.exec(message) ?? [];
      expect(region.parameters.has(named), message).toBe(true);
    };
    fc.assert(fc.property(words, answered), runs(60));
  });

  test("with one slip is answered with the name that was meant", () => {
    const all = [...region.parameters.values()].map(({ name, title }) => ({ name, title }));
    const slipped = (index: number, at: number, letter: string) => {
      const meant = all[index % all.length] as (typeof all)[number];
      const place = at % meant.name.length;
      const written = `${meant.name.slice(0, place)}${letter}${meant.name.slice(place)}`;
      const found = nearest(written, all);
      expect(editDistance(written, found.name)).toBeLessThanOrEqual(1);
    };
    const property = fc.property(fc.nat(), fc.nat(), fc.constantFrom("q", "x", "z"), slipped);
    fc.assert(property, runs(100));
  });
});

describe("a damaged file", () => {
  const folder = join(regionsFolder(), "..", "examples", "changes");
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const junk = [
    "",
    "null",
    "[]",
    "{}",
    "[[]]",
    "{ a: b }",
    "-1",
    "x",
    '"\u0000"',
    "1e9",
    "310",
    "~",
  ];
  interface Damage {
    readonly text: string;
    readonly line: number;
    readonly kind: "value" | "key" | "remove" | "double" | "indent";
    readonly put: string;
  }
  const damage: fc.Arbitrary<Damage> = fc.record({
    text: fc.constantFrom(...texts),
    line: fc.nat(),
    kind: fc.constantFrom("value", "key", "remove", "double", "indent"),
    put: fc.constantFrom(...junk),
  });

  test("is one clear error with its place, or still a change", () => {
    const read = ({ text, line, kind, put }: Damage) => {
      const lines = text.split("\n");
      const at = line % lines.length;
      const old = lines[at] as string;
      const made: Record<Damage["kind"], readonly string[]> = {
        value: [old.replace(/: .*$/, `: ${put}`)],
        key: [old.replace(/(\w)(\w*):/, "$2$1:")],
        remove: [],
        double: [old, old],
        indent: [`  ${old}`],
      };
      lines.splice(at, 1, ...made[kind]);
      try {
        readChange(lines.join("\n"), "change.yaml", region);
      } catch (error) {
        expect(error, lines.join("\n")).toBeInstanceOf(YibaoError);
        expect((error as YibaoError).where, String(error)).toMatch(/^change\.yaml:\d+$/);
        expect((error as YibaoError).message).not.toMatch(/？|undefined|\[object/);
      }
    };
    fc.assert(fc.property(damage, read), runs(200));
  });
});

test("a wrong day is answered with one that exists", () => {
  const parts = fc.tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 0, max: 99 }),
  );
  const two = (number: number) => String(number).padStart(2, "0");
  const answered = ([year, month, day]: readonly [number, number, number]) => {
    const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
    if (isCivilDate(text)) {
      expect(readDay(text, "here")).toBe(text);
      return;
    }
    try {
      readDay(text, "here");
      expect.unreachable(text);
    } catch (error) {
      const { details, where } = error as YibaoError;
      expect(isCivilDate(String(details.nearest)), `${text} ${details.nearest}`).toBe(true);
      expect(where).toBe("here");
    }
  };
  fc.assert(fc.property(parts, answered), runs(300));
});

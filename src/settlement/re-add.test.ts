import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Life, lives } from "../../test/support/generated-life.ts";
import { runs } from "../../test/support/random.ts";
import { type Fen, type Ppm, YibaoError, ZERO_FEN } from "../kernel/index.ts";
import {
  loadRegion,
  type ReAddFacts,
  type Region,
  reAddFindings,
  rulesOn,
  type Split,
  STEP_KINDS,
  type Step,
  withOptions,
} from "../policy/index.ts";
import type { Bill, PersonState } from "./bill.ts";
import { applied } from "./case-run.ts";
import { settleBill } from "./settle-bill.ts";

// Goal: the steps alone give the whole answer again (R9), and nothing in them can be changed
// unnoticed. Method: made-up lives of two years over the shipped pack and over every small pack
// that surprises; then each step's result, base and rate moved by one unit, each way.

const FIXTURES = join(
  dirname(fileURLToPath(import.meta.url)),
  ...["..", "policy", "fixtures", "surprises"],
);
const SURPRISES = [
  "assistance-in-pots",
  "chronic-by-period",
  "deductible-ceiling",
  "pooled-in-segments",
  "primary-ratio-of-the-quote",
  "values-of-2025",
];
const REGIONS = [
  loadRegion("430400"),
  ...SURPRISES.map((name) => loadRegion(join(FIXTURES, name))),
];

interface Told {
  readonly region: Region;
  readonly split: Split;
  readonly facts: ReAddFacts;
}

/** Settles a life bill by bill; what a small pack does not decide is left out. */
function live(shipped: Region, life: Life, check: (told: Told) => void): void {
  const region = withOptions(shipped, optionsOf(shipped, life));
  let state: PersonState = { years: {}, accounts: life.accounts };
  for (const { settlements, inpatient, ...visit } of life.visits) {
    let charged = ZERO_FEN;
    for (const [index, part] of settlements.entries()) {
      const bill: Bill = {
        ...visit,
        insutype: life.person.enrolments[0]?.insutype as string,
        end: inpatient ? part.end : visit.begin,
        lines: part.lines,
        stay: inpatient ? { first_settlement: index === 0, deductible_charged_fen: charged } : null,
      };
      const settled = settledOrNull(region, life, bill, state);
      if (settled === null) continue;
      const { split } = settled;
      const { rounding } = rulesOn(region, bill.end);
      const facts = { lines: bill.lines, accounts: state.accounts, rounding };
      check({ region, split, facts });
      state = applied(state, settled, 1);
      charged = (charged + split.deductible_fen) as Fen;
    }
  }
}

/** The small packs know fewer words of their choices. */
function optionsOf(region: Region, { options }: Life): Readonly<Record<string, unknown>> {
  const entries = Object.entries(options).filter(([name, value]) => {
    const among = region.parameters.get(name)?.among ?? [];
    return among.length === 0 || among.includes(String(value));
  });
  return Object.fromEntries(entries);
}

function settledOrNull(region: Region, life: Life, bill: Bill, state: PersonState) {
  try {
    return settleBill(region, life.person, bill, state);
  } catch (error) {
    if (error instanceof YibaoError && error.code === "POLICY-NO-BENEFIT") return null;
    throw error;
  }
}

function overLives(count: number, region: Region, check: (told: Told) => void): void {
  fc.assert(
    fc.property(lives, (life) => live(region, life, check)),
    runs(count),
  );
}

describe("re-adding the steps", () => {
  const reached = new Set<string>();

  test.each(REGIONS.map((region) => [region.code, region] as const))(
    "gives the answer of every bill of %s",
    (code, region) => {
      overLives(code === "430400" ? 1_500 : 400, region, ({ split, facts }) => {
        for (const { kind } of split.steps) reached.add(kind);
        const findings = reAddFindings(split, facts);
        if (findings.length > 0) {
          throw new Error(`${JSON.stringify(findings)}\n${JSON.stringify(split.steps, null, 1)}`);
        }
      });
    },
  );

  test("came across every kind of step", () => {
    const never = STEP_KINDS.filter((kind) => !reached.has(kind));
    expect(never).toEqual(["unnamed"]);
  });
});

describe("a step that is changed by one unit", () => {
  test.each(REGIONS.map((region) => [region.code, region] as const))(
    "does not re-add in %s",
    (code, region) => {
      overLives(code === "430400" ? 150 : 40, region, ({ split, facts }) => {
        for (const [index, step] of split.steps.entries()) {
          for (const changed of changes(step)) {
            const steps = split.steps.with(index, changed);
            if (reAddFindings({ ...split, steps }, facts).length === 0) {
              throw new Error(`not noticed: ${JSON.stringify(step)} as ${JSON.stringify(changed)}`);
            }
          }
        }
      });
    },
  );

  test("does not re-add when a step is left out or told twice", () => {
    overLives(60, REGIONS[0] as Region, ({ split, facts }) => {
      for (const [index, step] of split.steps.entries()) {
        if (step.result_fen === 0 || LEADS_NOWHERE.includes(step.kind)) continue;
        const without = split.steps.toSpliced(index, 1);
        const twice = split.steps.toSpliced(index, 0, step);
        for (const steps of [without, twice]) {
          expect(reAddFindings({ ...split, steps }, facts), step.kind).not.toEqual([]);
        }
      }
    });
  });
});

/** The first sum of a year is the bill's own; cost may be handed on to a fund that is not there. */
const LEADS_NOWHERE: readonly Step["kind"][] = ["accumulated", "handed-on"];

/** Result, base and rate one unit up and one down. */
function changes(step: Step): Step[] {
  const changed: Step[] = [];
  for (const by of [1, -1]) {
    changed.push({ ...step, result_fen: (step.result_fen + by) as Fen });
    changed.push({ ...step, base_fen: (step.base_fen + by) as Fen });
    if (step.rate_ppm !== null) changed.push({ ...step, rate_ppm: (step.rate_ppm + by) as Ppm });
  }
  return changed;
}

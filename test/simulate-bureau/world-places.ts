import { addDays, type CivilDate } from "../../src/kernel/index.ts";
import type { HospitalLevel } from "../../src/policy/index.ts";
import { chanceOf } from "./random.ts";
import type { InstitutionPlan } from "./world.ts";

/** Institutions of every level here and in another city, and the day on which the run begins. */

const KINDS: readonly (readonly [code: string, name: string, level: HospitalLevel])[] = [
  ["H43040000001", "演示第一人民医院", "level3"],
  ["H43040000002", "演示中医医院", "level2"],
  ["H43040000003", "演示卫生院", "level1"],
  ["H43040000004", "演示社区站", "primary"],
  ["H43040000005", "演示第二医院", "level2"],
  ["H43010000001", "演示省外城医院", "level3-provincial"],
  ["P43040000001", "演示大药房", "pharmacy"],
  ["P43040000002", "演示平价药房", "pharmacy"],
];

const NEW_YEAR = "2024-01-01" as CivilDate;

export function makePlaces(
  seed: number,
  days: number,
): { first_day: CivilDate; institutions: InstitutionPlan[] } {
  const chance = chanceOf(seed, "places");
  // The turn of the year lies within the run: accumulators begin anew, stays cross it.
  const before = 1 + chance.below(Math.max(1, days - 2));
  const institutions = KINDS.map(([code, name, level]) => ({
    code,
    name,
    level,
    region: code.slice(1, 7),
    skew_minutes: chance.weighted<number>([
      [6, 0],
      [2, chance.between(-40, 40)],
      [1, 1_440],
      [1, -1_440],
    ]),
    input_as_text: chance.percent(20),
    amounts_as_text: chance.percent(40),
  }));
  return { first_day: addDays(NEW_YEAR, -before), institutions };
}

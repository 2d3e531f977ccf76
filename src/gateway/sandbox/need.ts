import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InstitutionRecord } from "../../providers/index.ts";
import { packageRoot } from "../../store/index.ts";
import type { TransactionShape } from "../transaction-shape.ts";

/**
 * How much an institution of a kind needs a transaction: our judgement, from what the programs seen
 * call and what a bureau accepts by. Kept as data beside this file.
 */
export type Profile = "hospital" | "clinic" | "pharmacy";

export type Need = "must" | "should" | "may" | "none";

export const NEED_TITLES: Readonly<Record<Need, string>> = {
  must: "验收必做",
  should: "通常需要",
  may: "按业务开展情况",
  none: "本类机构不需要",
};

export const PROFILE_TITLES: Readonly<Record<Profile, string>> = {
  hospital: "医院",
  clinic: "基层医疗机构",
  pharmacy: "零售药店",
};

/** `none` lists beginnings of codes, the others whole codes. */
type Needs = Readonly<Record<Profile, Readonly<Record<Exclude<Need, "may">, readonly string[]>>>>;

let shared: Needs | undefined;

function needs(): Needs {
  const path = join(packageRoot(), "src", "gateway", "sandbox", "needs.json");
  shared ??= JSON.parse(readFileSync(path, "utf8")) as Needs;
  return shared;
}

export function profileOf(institution: Pick<InstitutionRecord, "type" | "level">): Profile {
  if (institution.type === "2") return "pharmacy";
  return institution.level === "primary" ? "clinic" : "hospital";
}

export function needOf(profile: Profile, { infno, depth }: TransactionShape): Need {
  if (depth === "refused") return "none";
  const { must, should, none } = needs()[profile];
  if (must.includes(infno)) return "must";
  if (should.includes(infno)) return "should";
  return none.some((beginning) => infno.startsWith(beginning)) ? "none" : "may";
}

/** Every code that the data names: for the test that holds it against the table. */
export function namedCodes(): readonly string[] {
  return Object.values(needs()).flatMap(({ must, should }) => [...must, ...should]);
}

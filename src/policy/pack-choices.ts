import { decimalFromPpm, PPM_ONE, type Ppm, ROUNDINGS, YibaoError } from "../kernel/index.ts";
import type { Located } from "./pack.ts";
import type { Cell, Parameter, Table, Unit } from "./parameter.ts";
import { DIMENSIONS, isCell } from "./parameter.ts";

/**
 * What the program understands of the values it acts on by name. A pack chooses among them; a
 * word that nobody here knows would quietly be taken for another, so it is refused instead.
 */

type Parameters = ReadonlyMap<string, Located<Parameter>>;

const STAY_RULES = ["admission", "discharge", "split"];
const YES_NO = ["yes", "no"];

/** Choices that the program asks every region for. */
const ASKED_FOR: Readonly<Record<string, readonly string[]>> = {
  rounding: ROUNDINGS,
  fund_sum_includes_account: ["none", "own"],
  void_rule: ["leave", "replay"],
  unmapped_item: ["reject", "self-pay"],
  stay_year: STAY_RULES,
  stay_person: STAY_RULES,
  stay_policy: STAY_RULES,
  stay_deductible: ["once", "each-part"],
  account_use: ["person-share"],
  designated_only: ["filed", "never"],
};

/** Shares that are so by the definition of the national fields: a pack only cites the source. */
export const CITED_RULES: readonly string[] = [
  "full_self_rule",
  "over_limit_rule",
  "first_self_pay_rule",
];

/** What a layer's choice may say, by the part it plays in the layer. */
export const LAYER_CHOICES = {
  measure: ["fund-paid", "in-scope-cost"],
  limit_kind: ["1", "2", "3", "4"],
  limit_order: ["in-scope-first", "pro-rata"],
  bands_from: ["deductible", "zero"],
  increase: ["over-paid-to-date", "over-prior-base"],
  counts: YES_NO,
} as const satisfies Record<string, readonly string[]>;

/** @throws YibaoError PACK-UNKNOWN-PARAMETER | PACK-NOT-ALLOWED | PACK-ROW-MISSING | … */
export function checkAskedFor(parameters: Parameters, identities: readonly string[]): void {
  for (const [name, understood] of Object.entries(ASKED_FOR)) {
    checkUnderstood(present(parameters, name, "choice"), understood);
  }
  present(parameters, "filing_backdating_days", "count");
  for (const name of CITED_RULES) {
    const { value: parameter, where } = present(parameters, name, "ratio");
    for (const { cell } of cellsOf(parameter)) {
      if (cell.value === PPM_ONE) continue;
      const value = decimalFromPpm(cell.value as Ppm);
      const details = { value, allowed: "1（由字段定义决定，只可改写依据）" };
      throw new YibaoError("PACK-NOT-ALLOWED", details, where);
    }
  }
  checkIdentityOrder(present(parameters, "identity_order", "list").value, identities);
}

/** Every word of a choice, in `among` and in its values, is one the program understands. */
export function checkUnderstood(
  { value: parameter, where }: Located<Parameter>,
  understood: readonly string[],
): void {
  const said = cellsOf(parameter).map(({ cell, where }) => ({ word: String(cell.value), where }));
  for (const word of [...parameter.among.map((word) => ({ word, where })), ...said]) {
    if (understood.includes(word.word)) continue;
    const details = { value: word.word, allowed: understood.join("、") };
    throw new YibaoError("PACK-NOT-ALLOWED", details, word.where);
  }
}

/** An identity that is left out would lose its benefits as soon as a person holds two. */
function checkIdentityOrder(parameter: Parameter, identities: readonly string[]): void {
  const known: readonly string[] = DIMENSIONS.identity.filter((identity) => identity !== "none");
  const legal = [...known, ...identities];
  for (const { cell, where } of cellsOf(parameter)) {
    const order = cell.value as readonly string[];
    const stranger = order.find((identity) => !legal.includes(identity));
    if (stranger !== undefined) {
      const details = { value: stranger, allowed: legal.join("、") };
      throw new YibaoError("PACK-NOT-ALLOWED", details, where);
    }
    const missing = known.filter((identity) => !order.includes(identity));
    if (missing.length > 0) {
      const details = { dimension: "identity_order", missing: missing.join("、") };
      throw new YibaoError("PACK-ROW-MISSING", details, where);
    }
  }
}

function present(parameters: Parameters, name: string, wanted: Unit): Located<Parameter> {
  const found = parameters.get(name);
  if (!found) throw new YibaoError("PACK-UNKNOWN-PARAMETER", { name });
  const { unit, versions } = found.value;
  const rows = versions.find(({ by }) => by.length > 0)?.by;
  if (unit !== wanted || rows !== undefined) {
    const said = rows === undefined ? unit : `${unit}（按 ${rows.join("、")} 分行）`;
    throw new YibaoError("PACK-WRONG-UNIT", { name, unit: said, wanted }, found.where);
  }
  return found;
}

function cellsOf(parameter: Parameter): { readonly cell: Cell; readonly where: string }[] {
  return parameter.versions.flatMap(({ table, where }) =>
    cellsBelow(table).map((cell) => ({ cell, where })),
  );
}

function cellsBelow(table: Table): Cell[] {
  return isCell(table) ? [table] : Object.values(table).flatMap(cellsBelow);
}

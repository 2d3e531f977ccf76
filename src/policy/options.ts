import { type Fen, YibaoError } from "../kernel/index.ts";
import type { Provenance } from "./adjudication.ts";
import { CITED_RULES } from "./pack-choices.ts";
import { readAmount, readRatio } from "./pack-values.ts";
import type { Cell, CellValue, Parameter } from "./parameter.ts";

/** Named policy values replaced for one run: `options` of a case, or a what-if. */
export interface Overrides {
  /** By parameter name; the cell answers at every coordinate and on every day. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** What has been used of the certified-disease limit before the run, where given. */
  readonly disease_limit_used_fen: Fen | null;
  /** Names as given, for the answer's `overridden`. */
  readonly names: readonly string[];
}

/** Stands as the document of a value that a run was given by name. */
export const TRIAL_OPTIONS = "本次试算的选项";

export const NO_OVERRIDES: Overrides = Object.freeze({
  cells: new Map(),
  disease_limit_used_fen: null,
  names: [],
});

interface WithParameters {
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/**
 * Reads `options`: any choice or single value of the packs by its name, and `chronic_limit`.
 * A null value leaves the pack's own. @throws YibaoError POLICY-UNKNOWN-OPTION | POLICY-BAD-OPTION
 */
export function readOptions(
  region: WithParameters,
  options: Readonly<Record<string, unknown>>,
): Overrides {
  const given = Object.entries(options).filter(([, value]) => value != null);
  if (given.length === 0) return NO_OVERRIDES;
  const cells = new Map<string, Cell>();
  let used: Fen | null = null;
  for (const [name, value] of given) {
    if (name === "chronic_limit") {
      used = readChronicLimit(value, cells);
      continue;
    }
    const parameter = region.parameters.get(name);
    if (!parameter || !isOption(parameter)) {
      const known = optionNames(region).join("、");
      throw new YibaoError("POLICY-UNKNOWN-OPTION", { name, known });
    }
    cells.set(name, { value: optionValue(parameter, value), source: source(name, name) });
  }
  return { cells, disease_limit_used_fen: used, names: given.map(([name]) => name) };
}

/** Names that `options` may hold in this region, in order. */
export function optionNames(region: WithParameters): string[] {
  const options = [...region.parameters.values()].filter(isOption);
  return [...options.map((one) => one.name), "chronic_limit"].sort();
}

/** One value for every case: tables, bands and lists are changed in the pack. */
function isOption({ name, by, unit, purpose }: Parameter): boolean {
  if (purpose === "financing") return false;
  const single = unit === "choice" || unit === "yuan" || unit === "ratio";
  return single && by.length === 0 && !CITED_RULES.includes(name);
}

/** What an option may say, as words for a message or a document. */
export function allowedValues({ unit, among }: Parameter): string {
  if (unit === "choice") return among.join("、");
  return unit === "ratio" ? "0 至 1 之间的小数" : "不小于 0 的金额（元）";
}

function optionValue(parameter: Parameter, value: unknown): CellValue {
  const read = () => {
    switch (parameter.unit) {
      case "choice":
        return parameter.among.find((word) => word === String(value));
      case "ratio":
        return readRatio(value);
      default:
        return readAmount(value);
    }
  };
  return attempted(read, parameter.name, value, allowedValues(parameter));
}

/** @throws YibaoError POLICY-BAD-OPTION where the value cannot be read */
function attempted<Value>(
  read: () => Value | undefined,
  name: string,
  value: unknown,
  allowed: string,
): Value {
  try {
    const found = read();
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
  }
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  throw new YibaoError("POLICY-BAD-OPTION", { name, value: text, allowed });
}

/** `{ kind: 1–4, amount, used, in_scope_first }`: the limit of a certified disease (E23). */
function readChronicLimit(value: unknown, cells: Map<string, Cell>): Fen {
  const read = () => {
    const limit = value as Record<string, unknown>;
    const { kind, amount, used = "0", in_scope_first = true, ...others } = limit;
    const order = IN_SCOPE_ORDERS[String(in_scope_first)];
    if (!["1", "2", "3", "4"].includes(String(kind)) || Object.keys(others).length > 0 || !order) {
      return undefined;
    }
    return { kind: String(kind), amount: readAmount(amount), used: readAmount(used), order };
  };
  const form = '{"kind": 1–4, "amount": 金额, "used": 已用, "in_scope_first": true 或 false}';
  const limit = attempted(read, "chronic_limit", value, form);
  const put = (name: string, cell: CellValue) =>
    cells.set(name, { value: cell, source: source("chronic_limit", name) });
  put("chronic_limit_kind", limit.kind);
  put("chronic_limit_amount", limit.amount);
  put("chronic_limit_order", limit.order);
  return limit.used;
}

const IN_SCOPE_ORDERS: Readonly<Record<string, string>> = {
  true: "in-scope-first",
  false: "pro-rata",
};

function source(option: string, parameter: string): Provenance {
  return {
    document: TRIAL_OPTIONS,
    clause: option,
    basis: "placeholder",
    confidence: "low",
    parameter,
    rows: [],
  };
}

import { type Fen, fenFromYuan, ppmFromDecimal, YibaoError } from "../kernel/index.ts";
import type { Provenance } from "./adjudication.ts";
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
    if (!parameter || parameter.by.length > 0) {
      throw new YibaoError("POLICY-UNKNOWN-OPTION", { name, known: knownOptions(region) });
    }
    cells.set(name, { value: optionValue(parameter, value), source: source(name) });
  }
  return { cells, disease_limit_used_fen: used, names: given.map(([name]) => name) };
}

function knownOptions(region: WithParameters): string {
  const plain = [...region.parameters.values()].filter((one) => one.by.length === 0);
  return [...plain.map((one) => one.name), "chronic_limit"].sort().join("、");
}

function optionValue(parameter: Parameter, value: unknown): CellValue {
  const text = String(value);
  if (parameter.unit === "choice" && !parameter.among.includes(text)) {
    const allowed = parameter.among.join("、");
    throw new YibaoError("POLICY-BAD-OPTION", { name: parameter.name, value: text, allowed });
  }
  switch (parameter.unit) {
    case "choice":
      return text;
    case "yuan":
      return fenFromYuan(text);
    case "ratio":
      return ppmFromDecimal(text);
    default: {
      const allowed = "只能在政策包中修改";
      throw new YibaoError("POLICY-BAD-OPTION", { name: parameter.name, value: text, allowed });
    }
  }
}

/** `{ kind: 1–4, amount, used, in_scope_first }`: the limit of a certified disease (E23). */
function readChronicLimit(value: unknown, cells: Map<string, Cell>): Fen {
  const limit = (typeof value === "object" ? value : {}) as Record<string, unknown>;
  const kind = String(limit.kind);
  if (!["1", "2", "3", "4"].includes(kind) || limit.amount == null) {
    throw new YibaoError("POLICY-BAD-OPTION", {
      name: "chronic_limit",
      value: JSON.stringify(value),
      allowed: '{"kind": 1–4, "amount": 金额, "used": 已用, "in_scope_first": true 或 false}',
    });
  }
  const put = (name: string, cell: CellValue) =>
    cells.set(name, { value: cell, source: source("chronic_limit") });
  put("chronic_limit_kind", kind);
  put("chronic_limit_amount", fenFromYuan(String(limit.amount)));
  const inScopeFirst = limit.in_scope_first !== false && limit.in_scope_first !== "false";
  put("chronic_limit_order", inScopeFirst ? "in-scope-first" : "pro-rata");
  return fenFromYuan(String(limit.used ?? "0"));
}

function source(name: string): Provenance {
  return {
    document: "本次试算的选项",
    clause: name,
    basis: "placeholder",
    confidence: "low",
  };
}

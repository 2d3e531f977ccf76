import { type Period, YibaoError } from "../../kernel/index.ts";
import {
  type Cell,
  type Dimension,
  isCell,
  type Located,
  laidOver,
  type Parameter,
  type ParameterVersion,
  type Region,
  type Table,
} from "../../policy/index.ts";
import type { Change, NewIdentity, ParameterChange } from "./change.ts";
import { cellTitle, changedParameter, changedTable } from "./change-cells.ts";
import { parameterUsed } from "./change-parameters.ts";
import { operate, sameValue } from "./operate.ts";
import { withIdentities } from "./read-person-change.ts";

/**
 * The region under the change: from its first day on, and until its end, the changed values
 * answer; on every other day each answer is the old one. The version names the change. A change
 * that changes nothing gives the region itself.
 *
 * What is left is checked as a pack is when it is loaded: rows, references, overlaps.
 * @throws YibaoError SIMULATION-* | PACK-* at the line of the change file
 */
export function applyChange(region: Region, change: Change): Region {
  const names = change.identities.map(({ name }) => name);
  const base = change.pack === null ? region : laidOver(region, [change.pack], names);
  const changed = changedParameters(base, change);
  const version = `${region.version}+${change.hash}`;
  const titles = change.identities.map(({ name, title }) => [name, title] as const);
  const row_titles = new Map([...(base.row_titles ?? []), ...titles]);
  if (changed.size > 0) {
    return Object.freeze({
      ...laidOver(base, [{ parameters: changed }], names),
      version,
      row_titles,
    });
  }
  if (change.pack === null && change.gifts.length === 0 && change.merges.length === 0) {
    return region;
  }
  return Object.freeze({ ...base, version, row_titles });
}

function changedParameters(base: Region, change: Change): Map<string, Located<Parameter>> {
  const changed = new Map<string, Located<Parameter>>();
  const put = (parameter: Parameter, where: string) => {
    if (parameter !== (changed.get(parameter.name)?.value ?? base.parameters.get(parameter.name))) {
      changed.set(parameter.name, { value: parameter, where });
    }
  };
  const now = (name: string) => changed.get(name)?.value ?? base.parameters.get(name);
  for (const identity of change.identities) {
    for (const { name } of base.parameters.values()) {
      const parameter = now(name) as Parameter;
      put(withIdentity(parameter, identity, change), identity.where);
    }
  }
  for (const one of change.parameters) {
    const parameter = now(one.name) ?? parameterUsed(base, one.name, change.period, one.where);
    put(parameterAfter(base, parameter, one, change), one.where);
  }
  return changed;
}

/** Rows for a new identity, where it would not fall to the right one by itself; and its place. */
function withIdentity(parameter: Parameter, identity: NewIdentity, change: Change): Parameter {
  const table = ({ by, table }: ParameterVersion): Table => {
    if (parameter.name !== "identity_order") return withRow(table, by, identity);
    const cell = table as Cell;
    const order = cell.value as readonly string[];
    if (order.includes(identity.name)) return table;
    return { value: withIdentities(order, [identity]), source: sourceOf(change.title) };
  };
  return changedParameter(parameter, change.period, table, identity.where);
}

function withRow(table: Table, by: readonly Dimension[], identity: NewIdentity): Table {
  const [dimension, ...rest] = by;
  if (dimension === undefined || isCell(table)) return table;
  if (dimension !== "identity") {
    const rows = Object.entries(table).map(
      ([row, below]) => [row, withRow(below, rest, identity)] as const,
    );
    return rows.every(([row, below]) => below === table[row]) ? table : Object.fromEntries(rows);
  }
  const model = table[identity.like] ?? table.other;
  const present = table[identity.name] ?? table.other;
  if (model === undefined || model === present || identity.name in table) return table;
  return { ...table, [identity.name]: model };
}

/** A parameter with one change made to the cells it selects. */
export function parameterAfter(
  region: Region,
  parameter: Parameter,
  { rows, operation, where }: ParameterChange,
  { title, period }: { readonly title: string; readonly period: Period },
): Parameter {
  const { name, unit } = parameter;
  let changeable = operation.kind === "set";
  const source = sourceOf(title);
  const after = changedParameter(
    parameter,
    period,
    (version) =>
      changedTable(version, rows, ({ rows: row, cell }) => {
        changeable ||= cell.value !== null;
        const of = { name, title: parameter.title, unit, row: cellTitle(region, row), where };
        const value = operate(operation, cell.value, of);
        return sameValue(value, cell.value) ? cell : { value, source };
      }),
    where,
  );
  if (!changeable) {
    throw new YibaoError("SIMULATION-NOTHING-TO-SHIFT", { name, title: parameter.title }, where);
  }
  return after;
}

function sourceOf(title: string): Cell["source"] {
  return { document: `变更文件《${title}》`, clause: "", basis: "proposed", confidence: "low" };
}

import { YibaoError } from "../kernel/index.ts";
import { type FieldReader, fieldReader, Refusal } from "./field-reader.ts";
import type {
  Dictionary,
  EnvelopeRegion,
  FieldShape,
  NodeShape,
  TransactionShape,
  TransactionTable,
} from "./transaction-shape.ts";
import { isEmpty, isObject, kindOf, type WireObject } from "./wire-value.ts";

/**
 * Reads `input` by the transaction table into typed values: amounts in fen, prices in 10^-6 yuan,
 * quantities in 10^-4 units, dates and times in one form, members in the order of the table.
 * Each transaction's reader is made once, of closures; unknown members are left out.
 */

/** What the reader may take from the envelope when a field of the same meaning is empty. */
export type EnvelopeRegions = Readonly<Record<EnvelopeRegion, string | null>>;

export interface InputReading {
  /** The typed input, whole only when there are no problems. */
  readonly input: Readonly<Record<string, unknown>>;
  /** In the order met, at most ten: the first is what the answer names. */
  readonly problems: readonly YibaoError[];
}

export type InputReader = (input: unknown, envelope: EnvelopeRegions) => InputReading;

const PROBLEMS_MAX = 10;

/** The readers of all transactions, by every accepted code. */
export function inputReaders(table: TransactionTable): ReadonlyMap<string, InputReader> {
  const readers = new Map<string, InputReader>();
  for (const [infno, shape] of table.transactions) {
    readers.set(infno, inputReader(shape, table.dictionaries));
  }
  return readers;
}

/** The reader of one transaction's input. `input` may be an object or its JSON text. */
export function inputReader(
  shape: TransactionShape,
  dictionaries: ReadonlyMap<string, Dictionary>,
): InputReader {
  const top = shape.input.filter((node) => !node.within);
  const nodes = top.map((node) => nodePlan(node, shape.input, dictionaries));
  return (received, envelope) => {
    const out: Record<string, unknown> = {};
    const place: Place = { envelope, problems: [], node: "", row: 0 };
    const input = inputObject(received);
    if (input instanceof YibaoError) return { input: out, problems: [input] };
    for (const plan of nodes) {
      if (plan.node.node === "") Object.assign(out, readDirect(plan, input, place));
      else {
        const rows = readNode(plan, input, place);
        if (rows !== undefined) out[plan.node.node] = rows;
      }
    }
    return { input: out, problems: place.problems };
  };
}

/** Where the reading is, and what it has met. */
interface Place {
  readonly envelope: EnvelopeRegions;
  readonly problems: YibaoError[];
  node: string;
  /** Row from 1 in an array node, 0 in an object node. */
  row: number;
}

interface NodePlan {
  readonly node: NodeShape;
  readonly names: readonly string[];
  readonly fields: readonly FieldPlan[];
}

interface FieldPlan {
  readonly field: FieldShape;
  readonly name: string;
  readonly needed: boolean;
  /** Null for a field without other spellings or a stand-in: the common case. */
  readonly elsewhere: ((row: WireObject, envelope: EnvelopeRegions) => unknown) | null;
  readonly read: FieldReader;
  /** The rows held by an `array` field. */
  readonly rows: NodePlan | null;
}

function nodePlan(
  node: NodeShape,
  siblings: readonly NodeShape[],
  dictionaries: ReadonlyMap<string, Dictionary>,
): NodePlan {
  const fields = node.fields.map((field) => {
    const inner = field.type === "array" ? siblings.find((n) => n.node === field.name) : undefined;
    if (field.type === "array" && !inner) throw new Error(`no node describes ${field.name}`);
    return {
      field,
      name: field.name,
      needed: field.required && !field.may_be_empty,
      elsewhere: elsewhere(field),
      read: inner ? (value: unknown) => value : fieldReader(field, dictionaries),
      rows: inner ? nodePlan(inner, siblings, dictionaries) : null,
    };
  });
  return { node, names: [node.node, ...node.also], fields };
}

function elsewhere(field: FieldShape): FieldPlan["elsewhere"] {
  const { also, from_envelope } = field;
  if (also.length === 0 && from_envelope === null) return null;
  return (row, envelope) => {
    for (const name of also) if (!isEmpty(row[name])) return row[name];
    return from_envelope === null ? undefined : envelope[from_envelope];
  };
}

function inputObject(received: unknown): WireObject | YibaoError {
  let input = received;
  let kind: string | null = isEmpty(received) ? "空值" : null;
  if (typeof received === "string" && kind === null) {
    try {
      input = JSON.parse(received);
    } catch {
      kind = "不能解析的文本";
    }
  }
  if (isObject(input)) return input;
  return new YibaoError("GATEWAY-INPUT-NOT-AN-OBJECT", { kind: kind ?? kindOf(input) }, "input");
}

const SHAPE_WORDS = { object: "对象", array: "数组" } as const;

function readNode(plan: NodePlan, input: WireObject, place: Place): unknown {
  const name = plan.names.find((candidate) => !isEmpty(input[candidate]));
  return readRows(plan, name === undefined ? undefined : input[name], place);
}

/** Fields directly under `input`; some wrap them in one more object. */
function readDirect(plan: NodePlan, input: WireObject, place: Place): unknown {
  const wrapped = plan.node.also.map((name) => input[name]).find(isObject);
  return readRow(plan, wrapped ?? input, place, 0);
}

/** An object where rows are due is one row; one row in an array where an object is due, too. */
function readRows(plan: NodePlan, received: unknown, place: Place): unknown {
  const { node } = plan;
  const rows = Array.isArray(received) ? received : isEmpty(received) ? [] : [received];
  const shape = SHAPE_WORDS[node.shape];
  if (rows.length === 0) {
    if (node.required) report(place, "GATEWAY-NODE-MISSING", { node: node.node, shape }, "input");
    return node.shape === "array" && Array.isArray(received) ? [] : undefined;
  }
  if (node.shape === "array") return readArray(plan, rows, place);
  if (rows.length > 1) {
    report(place, "GATEWAY-NODE-ONE-ROW", { count: rows.length }, `input.${node.node}`);
    return undefined;
  }
  return readRow(plan, rows[0], place, 0);
}

function readArray(plan: NodePlan, rows: readonly unknown[], place: Place): unknown[] {
  const out: unknown[] = [];
  for (let i = 0; i < rows.length && place.problems.length < PROBLEMS_MAX; i += 1) {
    out.push(readRow(plan, rows[i], place, i + 1));
  }
  return out;
}

function readRow(plan: NodePlan, row: unknown, place: Place, number: number): unknown {
  const outer = { node: place.node, row: place.row };
  place.node = plan.node.node || "input";
  place.row = number;
  const out: Record<string, unknown> = {};
  if (isObject(row)) readFields(plan, row, out, place);
  else {
    const details = { node: plan.node.node, shape: "对象", kind: kindOf(row) };
    report(place, "GATEWAY-NODE-NOT-ROWS", details, rowName(place));
  }
  place.node = outer.node;
  place.row = outer.row;
  return out;
}

function readFields(
  plan: NodePlan,
  row: WireObject,
  out: Record<string, unknown>,
  place: Place,
): void {
  for (const step of plan.fields) {
    let received = row[step.name];
    if (isEmpty(received) && step.elsewhere !== null) {
      received = step.elsewhere(row, place.envelope);
    }
    if (isEmpty(received)) {
      if (step.needed) reportMissing(place, step.field);
      continue;
    }
    const value = step.rows ? readRows(step.rows, received, place) : step.read(received);
    if (value instanceof Refusal) {
      report(place, value.code, value.details, fieldName(place, step.field));
    } else if (value !== "" && value !== undefined) {
      out[step.name] = value;
    } else if (step.needed) {
      reportMissing(place, step.field);
    }
  }
  checkOneOf(plan.node, out, place);
}

function checkOneOf(node: NodeShape, out: WireObject, place: Place): void {
  if (node.one_of.length === 0 || node.one_of.some((name) => out[name] !== undefined)) return;
  const names = node.one_of.map((name) => {
    const label = node.fields.find((field) => field.name === name)?.label;
    return `${name}（${label}）`;
  });
  report(place, "GATEWAY-ONE-OF-MISSING", { names: names.join("和") }, rowName(place));
}

function reportMissing(place: Place, field: FieldShape): void {
  report(place, "GATEWAY-MEMBER-MISSING", { label: field.label }, fieldName(place, field));
}

function report(
  place: Place,
  code: Refusal["code"],
  details: Refusal["details"],
  where: string,
): void {
  if (place.problems.length < PROBLEMS_MAX) {
    place.problems.push(new YibaoError(code, details, where));
  }
}

function rowName(place: Place): string {
  return place.row === 0 ? place.node : `${place.node} 第 ${place.row} 行`;
}

/** `drugdetail.cnt（数量，第 3 行）` */
function fieldName(place: Place, field: FieldShape): string {
  const row = place.row === 0 ? "" : `，第 ${place.row} 行`;
  return `${place.node}.${field.name}（${field.label}${row}）`;
}

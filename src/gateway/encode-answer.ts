import { decimalFromPpm, type Fen, type Ppm, yuanFromFen } from "../kernel/index.ts";
import { mappedWithRests, type Steps } from "../store/index.ts";
import { scaledText } from "./decimal.ts";
import type { TransactionOutput } from "./receipt.ts";
import type { FieldShape, NodeShape, TransactionShape } from "./transaction-shape.ts";

/**
 * Writes a transaction's output as JSON by the types of the table. Strict clients read amounts
 * straight into decimals, so every amount is a JSON number with two decimals, never null; empty
 * text is "", counters are whole. All fields of the table are written, in its order.
 */

/** The JSON text of `output`, or null when the transaction has none. */
export type OutputEncoder = (output: TransactionOutput) => string | null;

export function outputEncoder(shape: TransactionShape): OutputEncoder {
  const top = shape.output.filter((node) => !node.within);
  const [first] = top;
  if (first === undefined) return () => null;
  const { output: nodes } = shape;
  if (first.node === "" && first.shape === "array") {
    const row = rowEncoder(first, nodes);
    return (output) => rowsText(output ?? [], row, `output of ${shape.infno}`);
  }
  const direct = top.filter(({ node }) => node === "").map((node) => membersEncoder(node, nodes));
  const named = top.filter(({ node }) => node !== "").map((node) => nodeEncoder(node, nodes));
  return (output) => {
    if (output === null) return null;
    const members = output as Row;
    const parts = [...direct, ...named].map((write) => write(members));
    return `{${parts.filter((part) => part !== "").join(",")}}`;
  };
}

/** As the encoder, with rests between the rows of lists: some answers have tens of thousands. */
export function restingEncoder(
  shape: TransactionShape,
): (output: TransactionOutput) => Steps<string | null> {
  const { output: nodes } = shape;
  const top = nodes.filter((node) => !node.within);
  const whole = outputEncoder(shape);
  const lists = top.filter((node) => node.node !== "" && node.shape === "array");
  const [list] = lists;
  if (top.length !== 1 || list === undefined) {
    // biome-ignore lint/correctness/useYield: nothing long enough to rest in
    return function* (output) {
      return whole(output);
    };
  }
  const row = rowEncoder(list, nodes);
  return function* (output) {
    const rows = (output as Row | null)?.[list.node];
    if (!Array.isArray(rows)) return whole(output);
    const texts = yield* mappedWithRests(rows as readonly Row[], row);
    return `{${JSON.stringify(list.node)}:[${texts.join(",")}]}`;
  };
}

type Row = Readonly<Record<string, unknown>>;

/** `"setldetail":[…]`. Missing rows are an empty array; a missing object is left out. */
function nodeEncoder(node: NodeShape, nodes: readonly NodeShape[]): (members: Row) => string {
  const row = rowEncoder(node, nodes);
  const prefix = `${JSON.stringify(node.node)}:`;
  return (members) => {
    const value = members[node.node];
    if (node.shape === "array") return prefix + rowsText(value ?? [], row, node.node);
    return value === undefined || value === null ? "" : prefix + row(value as Row);
  };
}

function rowsText(rows: unknown, row: (value: Row) => string, name: string): string {
  if (!Array.isArray(rows)) throw new TypeError(`${name} must be an array of rows`);
  let text = "[";
  for (let i = 0; i < rows.length; i += 1) text += (i === 0 ? "" : ",") + row(rows[i] as Row);
  return `${text}]`;
}

function rowEncoder(node: NodeShape, nodes: readonly NodeShape[]): (row: Row) => string {
  const members = membersEncoder(node, nodes);
  return (row) => `{${members(row)}}`;
}

function membersEncoder(node: NodeShape, nodes: readonly NodeShape[]): (row: Row) => string {
  const writers = node.fields.map((field, index) => ({
    name: field.same_as ?? field.name,
    prefix: `${index === 0 ? "" : ","}${JSON.stringify(field.name)}:`,
    write: field.type === "array" ? heldWriter(field, nodes) : valueWriter(field),
  }));
  return (row) => {
    let text = "";
    for (const { name, prefix, write } of writers) text += prefix + write(row[name]);
    return text;
  };
}

type ValueWriter = (value: unknown) => string;

/** What a field holds of another node: rows, or one object; an absent object is empty. */
function heldWriter(field: FieldShape, nodes: readonly NodeShape[]): ValueWriter {
  const held = nodes.find((node) => node.node === field.name);
  if (held === undefined) throw new Error(`no node describes ${field.name}`);
  const row = rowEncoder(held, nodes);
  if (held.shape === "object") return (value) => row((value ?? {}) as Row);
  return (value) => rowsText(value ?? [], row, field.name);
}

function valueWriter(field: FieldShape): ValueWriter {
  switch (field.type) {
    case "amount":
      return (value) => yuanFromFen(whole(value, field) as Fen);
    case "price":
      return (value) => scaledText(whole(value, field), 6);
    case "quantity":
      return (value) => scaledText(whole(value, field), 4);
    case "rate":
      return (value) => decimalFromPpm(whole(value, field) as Ppm, 4);
    case "integer":
      return (value) => String(whole(value, field));
    case "decimal":
      return (value) => finite(value, field).toFixed(field.decimals);
    case "boolean":
      return (value) => (value === true ? "true" : "false");
    case "texts":
      return (value) => JSON.stringify(Array.isArray(value) ? value.map(String) : []);
    default:
      return textWriter;
  }
}

/** One value of a field as plain text: `12.30`, `2023-06-01`, `true`. */
export function fieldText(field: FieldShape, value: unknown): string {
  const text = valueWriter(field)(value);
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

function textWriter(value: unknown): string {
  if (value === undefined || value === null) return '""';
  return JSON.stringify(typeof value === "string" ? value : String(value));
}

/** A whole number of the field's unit; an absent one is 0. Anything else is a fault of ours. */
function whole(value: unknown, field: FieldShape): number {
  if (value === undefined || value === null) return 0;
  if (!Number.isSafeInteger(value)) {
    throw new TypeError(`${field.name} must be a whole number, not ${String(value)}`);
  }
  return value as number;
}

function finite(value: unknown, field: FieldShape): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TypeError(`${field.name} must be a number, not ${String(value)}`);
  }
  return value;
}

import { fieldReader, Refusal } from "../field-reader.ts";
import type { TransactionOutput } from "../receipt.ts";
import type { FieldShape, KeptRule, NodeShape, TransactionShape } from "../transaction-shape.ts";
import { type KeptRow, rowsOfNode } from "./kept-message.ts";

/**
 * The answer to a kept transaction: what was sent comes back under the same names, with the numbers
 * given out and the values that always say the same. What nobody sent stays empty: a kept
 * transaction never makes anything up.
 */

/** Page of the answer, as the query asked. */
export interface KeptPage {
  readonly number: number;
  readonly size: number;
  readonly total: number;
}

/** What an answer is made of. */
export interface KeptSources {
  /** The messages it speaks of: those found, or the one that came. */
  readonly messages: readonly { readonly input: KeptRow; readonly issued: KeptRow }[];
  readonly page: KeptPage | null;
}

/** The typed output of a kept transaction; null when it has none. */
export function keptOutput(shape: TransactionShape, sources: KeptSources): TransactionOutput {
  const top = shape.output.filter(({ within }) => !within);
  const [first] = top;
  if (first === undefined) return null;
  if (first.node === "" && first.shape === "array") return nodeRows(shape, first, sources);
  const output: Record<string, unknown> = {};
  for (const node of top) {
    const rows = nodeRows(shape, node, sources);
    if (node.node === "") Object.assign(output, rows[0]);
    else output[node.node] = node.shape === "array" ? rows : rows[0];
  }
  return output;
}

function nodeRows(shape: TransactionShape, node: NodeShape, sources: KeptSources): Typed[] {
  if (sources.messages.length === 0) {
    return node.shape === "array" ? [] : [typedRow(shape, node, {}, EMPTY, sources.page)];
  }
  const messages = node.shape === "array" ? sources.messages : sources.messages.slice(0, 1);
  return messages.flatMap((message) => {
    const rows = sourceRows(shape, node, message.input);
    const shown = node.shape === "array" ? rows : [rows[0] ?? {}];
    return shown.map((row) => typedRow(shape, node, row, message, sources.page));
  });
}

type Typed = Record<string, unknown>;
type Message = KeptSources["messages"][number];
const EMPTY: Message = { input: {}, issued: {} };

/** The rows an output node shows: those of the same name, or those the rule names, or the whole. */
function sourceRows(shape: TransactionShape, node: NodeShape, input: KeptRow): readonly KeptRow[] {
  const named = shape.kept?.nodes?.[node.node] ?? node.node;
  const rows = rowsOfNode(input, named);
  if (rows.length > 0 || named in input) return rows;
  return [input];
}

function typedRow(
  shape: TransactionShape,
  node: NodeShape,
  row: KeptRow,
  message: Message,
  page: KeptPage | null,
): Typed {
  const typed: Typed = {};
  for (const field of node.fields) {
    const value =
      field.type === "array"
        ? heldRows(shape, field, row, message)
        : typedValue(field, sentValue(shape.kept as KeptRule, field, row, message, page));
    if (value !== undefined) typed[field.name] = value;
  }
  return typed;
}

function heldRows(
  shape: TransactionShape,
  field: FieldShape,
  row: KeptRow,
  message: Message,
): unknown {
  const held = shape.output.find(({ node }) => node === field.name) as NodeShape;
  const name = shape.kept?.nodes?.[field.name] ?? field.name;
  const inside = rowsOfNode(row, name);
  const rows = inside.length > 0 ? inside : rowsOfNode(message.input, name);
  const typed = rows.map((one) => typedRow(shape, held, one, message, null));
  return held.shape === "array" ? typed : typed[0];
}

function sentValue(
  rule: KeptRule,
  field: FieldShape,
  row: KeptRow,
  { input, issued }: Message,
  page: KeptPage | null,
): unknown {
  const name = rule.named?.[field.name] ?? field.name;
  return row[name] ?? issued[name] ?? rule.says?.[name] ?? paged(page, name) ?? only(input, name);
}

/** The value of a field that the message has once, whatever node it stands in. */
function only(input: KeptRow, name: string): string | undefined {
  const found = rowsWith(input, name);
  return found.length === 1 ? found[0] : undefined;
}

function rowsWith(row: KeptRow, name: string): string[] {
  return Object.entries(row).flatMap(([field, value]) => {
    if (typeof value === "string") return field === name ? [value] : [];
    const rows = [value].flat().filter((one) => typeof one !== "string") as KeptRow[];
    return rows.flatMap((one) => rowsWith(one, name));
  });
}

function paged(page: KeptPage | null, name: string): string | undefined {
  if (page === null) return undefined;
  const pages = Math.ceil(page.total / page.size);
  const values: Readonly<Record<string, number>> = {
    total: page.total,
    recordCounts: page.total,
    pageNum: page.number,
    pageSize: page.size,
    pages,
    size: Math.max(0, Math.min(page.size, page.total - (page.number - 1) * page.size)),
  };
  return values[name]?.toString();
}

/** Kept text, read as the type the answer has; what does not fit that type stays out. */
function typedValue(field: FieldShape, value: unknown): unknown {
  if (value === undefined || field.type === "texts") return value;
  const typed = fieldReader({ ...field, dictionary: null }, NO_DICTIONARIES)(value);
  return typed instanceof Refusal ? undefined : typed;
}

const NO_DICTIONARIES = new Map<string, never>();

import { fieldText } from "../encode-answer.ts";
import type { FieldShape, NodeShape, TransactionShape } from "../transaction-shape.ts";

/**
 * What is kept of a message: its input by the transaction table, every value as the text it would
 * be on the wire, so that a query may give it in whatever type its own table says.
 */

/** Texts, lists of texts, and rows of other nodes, by field. */
export interface KeptRow {
  readonly [field: string]: string | readonly string[] | KeptRow | readonly KeptRow[];
}

/** All values of a message by field, wherever they stand in it. */
export type KeptFacts = Readonly<Record<string, readonly string[]>>;

/** A read input, as it is kept. Fields left out stay out. */
export function keptInput(shape: TransactionShape, input: unknown): KeptRow {
  const kept: Record<string, KeptRow[string]> = {};
  for (const node of shape.input.filter(({ within }) => !within)) {
    const rows = node.node === "" ? input : (input as Row)[node.node];
    if (rows === undefined) continue;
    const value = keptRows(shape, node, rows);
    if (node.node === "") Object.assign(kept, value);
    else kept[node.node] = value;
  }
  return kept;
}

type Row = Readonly<Record<string, unknown>>;

function keptRows(
  shape: TransactionShape,
  node: NodeShape,
  rows: unknown,
): KeptRow | readonly KeptRow[] {
  if (Array.isArray(rows)) return rows.map((row) => keptRow(shape, node, row as Row));
  return keptRow(shape, node, rows as Row);
}

function keptRow(shape: TransactionShape, node: NodeShape, row: Row): KeptRow {
  const kept: Record<string, KeptRow[string]> = {};
  for (const field of node.fields) {
    const value = row[field.name];
    if (value === undefined) continue;
    kept[field.name] = keptValue(shape, field, value);
  }
  return kept;
}

function keptValue(shape: TransactionShape, field: FieldShape, value: unknown): KeptRow[string] {
  if (field.type === "texts") return value as readonly string[];
  if (field.type !== "array") return fieldText(field, value);
  const held = shape.input.find(({ node }) => node === field.name) as NodeShape;
  return keptRows(shape, held, value);
}

const FACT_VALUES_MAX = 200;
const FACT_LENGTH_MAX = 200;

/** What a message can be found by: short values, so many of a field as a message well has. */
export function keptFacts(input: KeptRow): KeptFacts {
  const facts = new Map<string, Set<string>>();
  gather(input, facts);
  return Object.fromEntries(
    [...facts].map(([field, values]) => [field, [...values].slice(0, FACT_VALUES_MAX)]),
  );
}

function gather(row: KeptRow, facts: Map<string, Set<string>>): void {
  for (const [field, value] of Object.entries(row)) {
    for (const one of [value].flat() as (string | KeptRow)[]) {
      if (typeof one !== "string") gather(one, facts);
      else if (one.length <= FACT_LENGTH_MAX) {
        const values = facts.get(field) ?? new Set();
        facts.set(field, values.add(one));
      }
    }
  }
}

/** The rows of a node, wherever it stands in a kept input; the empty name is the input itself. */
export function rowsOfNode(input: KeptRow, node: string): readonly KeptRow[] {
  if (node === "") return [input];
  return Object.entries(input).flatMap(([name, value]) => {
    const rows = [value].flat().filter((row) => typeof row !== "string") as KeptRow[];
    return name === node ? rows : rows.flatMap((row) => rowsOfNode(row, node));
  });
}

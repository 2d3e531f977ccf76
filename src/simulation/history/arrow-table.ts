import {
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Field,
  Int8,
  Int16,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Uint8,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { type Column, type ColumnKind, NONE } from "./columns.ts";

/** A table of a history as Arrow has it: its schema, and record batches from plain arrays. */

/** An array of a column in memory; texts are texts. */
export type ColumnData = Int8Array | Uint8Array | Int16Array | Int32Array | readonly string[];

export interface ArrowTable {
  readonly schema: Schema;
  /** A record batch of the first `count` values of each column, in the order of the schema. */
  batch(columns: readonly ColumnData[], count: number): RecordBatch;
}

/** @param words the words of each column of kind `word` */
export function arrowTable(
  columns: Readonly<Record<string, Column>>,
  words: Readonly<Record<string, readonly string[]>>,
): ArrowTable {
  const names = Object.keys(columns);
  const dictionaries = names.map((name) => dictionaryOf(columns[name] as Column, words[name]));
  const fields = names.map((name, at) => {
    const { kind, title } = columns[name] as Column;
    return new Field(name, typeOf(kind, at), false, new Map([["title", title]]));
  });
  const schema = new Schema(fields);
  return {
    schema,
    batch(data, count) {
      const children = fields.map(({ type }, at) =>
        dataOf(type, data[at] as ColumnData, count, dictionaries[at] ?? null),
      );
      const struct = new Struct(fields);
      return new RecordBatch(
        schema,
        makeData({ type: struct, length: count, nullCount: 0, children }),
      );
    },
  };
}

/** Ids are the places of the columns: counted by the library, they would differ from run to run. */
export function typeOf(kind: ColumnKind, place: number): DataType {
  switch (kind) {
    case "word":
      return new Dictionary(new Utf8(), new Int8(), place);
    case "uint8":
      return new Uint8();
    case "int16":
      return new Int16();
    case "int32":
      return new Int32();
    case "day":
      return new DateDay();
    case "text":
      return new Utf8();
  }
}

function dictionaryOf({ kind }: Column, words: readonly string[] | undefined): Vector<Utf8> | null {
  if (kind !== "word") return null;
  // An empty list has no type of its own.
  const list = words === undefined || words.length === 0 ? [NONE] : words;
  return vectorFromArray([...list], new Utf8());
}

function dataOf(
  type: DataType,
  values: ColumnData,
  length: number,
  dictionary: Vector<Utf8> | null,
): Data {
  if (isTexts(values)) {
    const texts = vectorFromArray(values.slice(0, length), new Utf8()).data[0];
    return texts ?? makeData({ type: new Utf8(), length: 0, nullCount: 0 });
  }
  const data = values.subarray(0, length);
  if (dictionary !== null) {
    return makeData({ type: type as Dictionary, length, nullCount: 0, data, dictionary });
  }
  return makeData({ type: type as Int32, length, nullCount: 0, data: data as Int32Array });
}

function isTexts(values: ColumnData): values is readonly string[] {
  return Array.isArray(values);
}

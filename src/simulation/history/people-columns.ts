import type { RecordBatch } from "apache-arrow";
import { type Column, PEOPLE_COLUMNS, type PeopleColumns } from "./columns.ts";

type Numbers = Int8Array | Uint8Array | Int16Array | Int32Array;

/** The people of several record batches in one array a column. */
export function gatheredPeople(batches: readonly RecordBatch[]): PeopleColumns {
  const columns = Object.entries(PEOPLE_COLUMNS).map(([name, { kind }], at) => [
    name,
    gathered(batches, at, kind),
  ]);
  return Object.fromEntries(columns);
}

function gathered(
  batches: readonly RecordBatch[],
  at: number,
  kind: Column["kind"],
): Numbers | string[] {
  if (kind === "text") {
    return batches.flatMap((batch) => [...(batch.getChildAt(at) ?? [])].map(String));
  }
  const count = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const all = newArray(kind, count);
  let filled = 0;
  for (const batch of batches) {
    const values = batch.data.children[at]?.values as Numbers;
    all.set(values.subarray(0, batch.numRows), filled);
    filled += batch.numRows;
  }
  return all;
}

function newArray(kind: Column["kind"], count: number): Numbers {
  if (kind === "word") return new Int8Array(count);
  if (kind === "uint8") return new Uint8Array(count);
  if (kind === "int16") return new Int16Array(count);
  return new Int32Array(count);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../store/index.ts";
import {
  DEPTHS,
  type Depth,
  type Dictionary,
  type Edition,
  FIELD_TYPES,
  type FieldShape,
  type FieldType,
  type KeptRule,
  type NodeShape,
  type TableException,
  type TransactionShape,
  type TransactionTable,
} from "./transaction-shape.ts";

/**
 * Reads the transaction table: one JSON file a transaction, one field a line, as
 * `[name, label, type, length, "required"|"optional", dictionary?, note?]`, and the facts that
 * depart from the specification beside it as `exceptions`. A slip in the table stops the start.
 */

type RawField = readonly [
  name: string,
  label: string,
  type: string,
  length: number | string | null,
  presence: string,
  dictionary?: string | null,
  note?: string,
];

interface RawNode {
  readonly node: string;
  readonly shape: string;
  readonly presence?: string;
  readonly within?: true;
  readonly fields: readonly RawField[];
}

interface RawTransaction {
  readonly infno: string;
  readonly name: string;
  readonly title: string;
  readonly effect: string;
  readonly depth: string;
  readonly reason?: string;
  readonly kept?: KeptRule;
  readonly source: string;
  readonly input: readonly RawNode[];
  readonly output: readonly RawNode[];
  readonly exceptions?: readonly TableException[];
  readonly editions?: readonly (Omit<Edition, "fields"> & { readonly fields: RawField[] })[];
}

interface RawDictionary {
  readonly title: string;
  readonly enforced: boolean;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

/** `exp_content` is `expContent` in several provinces, in every transaction. */
const SPELLINGS_EVERYWHERE: Readonly<Record<string, readonly string[]>> = {
  exp_content: ["expContent"],
};

let shared: TransactionTable | undefined;

/** The table that ships with the package, read on first use. */
export function transactionTable(): TransactionTable {
  shared ??= loadTransactionTable(join(packageRoot(), "src", "gateway"));
  return shared;
}

/** Reads `transactions/*.json` and `dictionaries.json` below a folder. */
export function loadTransactionTable(folder: string): TransactionTable {
  const dictionaries = readDictionaries(readJson(join(folder, "dictionaries.json")));
  const transactions = new Map<string, TransactionShape>();
  for (const file of readdirSync(join(folder, "transactions")).sort()) {
    if (!file.endsWith(".json")) continue;
    const raw = readJson(join(folder, "transactions", file)) as RawTransaction;
    for (const shape of readTransaction(raw, dictionaries, file)) {
      if (transactions.has(shape.sent_as)) throw new Error(`${file}: ${shape.sent_as} is twice`);
      transactions.set(shape.sent_as, shape);
    }
  }
  return { transactions, dictionaries };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}

function readDictionaries(raw: unknown): ReadonlyMap<string, Dictionary> {
  const dictionaries = new Map<string, Dictionary>();
  for (const [name, entry] of Object.entries(raw as Record<string, RawDictionary>)) {
    const values = new Map(Object.entries(entry.values));
    const aliases = new Map(Object.entries(entry.aliases ?? {}));
    for (const value of aliases.values()) {
      if (!values.has(value)) throw new Error(`dictionaries.json: ${name} lacks ${value}`);
    }
    dictionaries.set(name, { name, title: entry.title, enforced: entry.enforced, aliases, values });
  }
  return dictionaries;
}

/**
 * One transaction and its editions, each a shape of its own.
 * @param file named in the message when the table has a slip
 */
export function readTransaction(
  raw: RawTransaction,
  dictionaries: ReadonlyMap<string, Dictionary>,
  file: string,
): TransactionShape[] {
  const exceptions = new Map<string, TableException>();
  for (const exception of raw.exceptions ?? []) exceptions.set(exception.where, exception);
  const reading: Reading = { file, dictionaries, exceptions, used: new Set() };
  if (raw.effect !== "change" && raw.effect !== "query") fail(file, `effect ${raw.effect}`);
  if (!(DEPTHS as readonly string[]).includes(raw.depth)) fail(file, `depth ${raw.depth}`);
  if ((raw.depth === "refused") !== (raw.reason !== undefined)) fail(file, "a reason, or none");
  if (raw.kept !== undefined && raw.depth !== "kept") fail(file, `kept, yet ${raw.depth}`);
  const editions = (raw.editions ?? []).map((edition) => ({
    ...edition,
    fields: edition.fields.map((field) => readField(reading, field, "input.")),
  }));
  const base: TransactionShape = {
    infno: raw.infno,
    sent_as: raw.infno,
    name: raw.name,
    title: raw.title,
    effect: raw.effect as "change" | "query",
    depth: raw.depth as Depth,
    reason: raw.reason ?? null,
    kept: raw.depth === "kept" ? (raw.kept ?? {}) : null,
    source: raw.source,
    input: raw.input.map((node) => readNode(reading, node, "input")),
    output: raw.output.map((node) => readNode(reading, node, "output")),
    exceptions: raw.exceptions ?? [],
    editions,
  };
  for (const where of exceptions.keys()) {
    if (!reading.used.has(where)) fail(file, `the exception of ${where} meets nothing`);
  }
  return [base, ...editions.map((edition) => shapeOfEdition(base, edition, file))];
}

interface Reading {
  readonly file: string;
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly exceptions: ReadonlyMap<string, TableException>;
  readonly used: Set<string>;
}

function fail(file: string, what: string): never {
  throw new Error(`transaction table, ${file}: ${what}`);
}

function exceptionOf(reading: Reading, where: string): TableException | undefined {
  reading.used.add(where);
  return reading.exceptions.get(where);
}

function readNode(reading: Reading, raw: RawNode, side: "input" | "output"): NodeShape {
  const where = `${side}.${raw.node}`;
  if (raw.shape !== "object" && raw.shape !== "array") fail(reading.file, `shape of ${where}`);
  const exception = exceptionOf(reading, where);
  const fields = raw.fields.map((field) => readField(reading, field, `${where}.`));
  const names = new Set(fields.map((field) => field.name));
  if (names.size !== fields.length) fail(reading.file, `a field of ${where} is there twice`);
  for (const name of [...(exception?.one_of ?? []), ...fields.flatMap((f) => f.same_as ?? [])]) {
    if (!names.has(name)) fail(reading.file, `${where} has no field ${name}`);
  }
  return {
    node: raw.node,
    shape: raw.shape as "object" | "array",
    required: raw.presence === "required",
    within: raw.within ?? false,
    fields,
    also: exception?.also ?? [],
    one_of: exception?.one_of ?? [],
  };
}

function readField(reading: Reading, raw: RawField, prefix: string): FieldShape {
  const [name, label, type, length, presence, dictionary = null, note = null] = raw;
  const where = prefix + name;
  if (!(FIELD_TYPES as readonly string[]).includes(type)) {
    fail(reading.file, `${where}: type ${type}`);
  }
  if (presence !== "required" && presence !== "optional") {
    fail(reading.file, `${where}: presence ${presence}`);
  }
  if (dictionary !== null && !reading.dictionaries.has(dictionary)) {
    fail(reading.file, `${where}: no dictionary ${dictionary}`);
  }
  const [whole, decimals = "0"] = String(length ?? "").split(",");
  const exception = exceptionOf(reading, where);
  return {
    name,
    label,
    type: type as FieldType,
    length: length === null ? null : Number(whole),
    decimals: Number(decimals),
    required: presence === "required",
    may_be_empty: exception?.may_be_empty ?? false,
    dictionary,
    note,
    also: [...(exception?.also ?? []), ...(SPELLINGS_EVERYWHERE[name] ?? [])],
    same_as: exception?.same_as ?? null,
    from_envelope: exception?.from_envelope ?? null,
    added: exception?.added ?? false,
  };
}

function shapeOfEdition(base: TransactionShape, edition: Edition, file: string): TransactionShape {
  const loose = new Set(edition.optional);
  const input = base.input.map((node, index) => ({
    ...node,
    fields: [
      ...node.fields.map((field) =>
        loose.delete(`${node.node}.${field.name}`) ? { ...field, required: false } : field,
      ),
      ...(index === 0 ? edition.fields : []),
    ],
  }));
  if (loose.size > 0) fail(file, `${edition.infno} loosens ${[...loose]}, which is not there`);
  return { ...base, sent_as: edition.infno, input };
}

import type {
  Depth,
  FieldShape,
  FieldType,
  NodeShape,
  TransactionShape,
  TransactionTable,
} from "./transaction-shape.ts";

/** Writes the TypeScript types of all messages: as clients see them, and as handlers do. */

/** How one side writes the types of its fields. */
interface Side {
  readonly map: string;
  readonly header: string;
  type(type: FieldType, direction: Direction): string;
  optional(field: FieldShape, direction: Direction, shape: TransactionShape): boolean;
  /** Whether a field is part of this side's type at all. */
  has(field: FieldShape): boolean;
  readonly none: string;
}

type Direction = "input" | "output";

const TEXTS = "readonly string[]";

const GENERATED = "// Generated from the transaction table by src/gateway/generate.ts; not edited.";

const CLIENT_SIDE: Side = {
  map: "WireMessages",
  header: [
    GENERATED,
    "",
    "/** A number of the wire going in: a JSON number, or its decimal text. Amounts are yuan. */",
    "export type WireNumber = number | string;",
  ].join("\n"),
  type: (type, direction) => {
    if (type === "boolean") return "boolean";
    if (type === "texts") return TEXTS;
    if (!isNumber(type)) return "string";
    return direction === "input" ? "WireNumber" : "number";
  },
  // The answer always has every member of the table.
  optional: (field, direction) =>
    direction === "input" && (!isNeeded(field) || field.from_envelope !== null),
  has: () => true,
  none: "undefined",
};

const HANDLER_SIDE: Side = {
  map: "Messages",
  header: [
    GENERATED,
    'import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";',
    "",
    "/** A unit price in whole 10^-6 yuan. */",
    "export type MicroYuan = number;",
    "",
    "/** A quantity in whole 10^-4 units. */",
    "export type TenThousandths = number;",
  ].join("\n"),
  type: (type) => HANDLER_TYPES[type] ?? (isNumber(type) ? "number" : "string"),
  optional: (field, direction, shape) => {
    if (direction === "output") return !field.required;
    return !isNeeded(field) || shape.editions.some((e) => loosens(e.optional, field.name));
  },
  has: (field) => field.same_as === null,
  none: "null",
};

const HANDLER_TYPES: Partial<Record<FieldType, string>> = {
  amount: "Fen",
  price: "MicroYuan",
  quantity: "TenThousandths",
  rate: "Ppm",
  date: "CivilDate",
  boolean: "boolean",
  texts: TEXTS,
};

function isNumber(type: FieldType): boolean {
  return ["amount", "price", "quantity", "rate", "decimal", "integer"].includes(type);
}

function isNeeded(field: FieldShape): boolean {
  return field.required && !field.may_be_empty;
}

function loosens(optional: readonly string[], name: string): boolean {
  return optional.some((path) => path.endsWith(`.${name}`));
}

/** `client/types.ts`: what a hospital's program sends and gets. */
export function clientTypes(table: TransactionTable): string {
  return typesOf(table, CLIENT_SIDE, ["full", "kept"]);
}

/** `message-types.ts`: the typed input a handler gets and the output it returns. */
export function messageTypes(table: TransactionTable): string {
  return typesOf(table, HANDLER_SIDE, ["full"]);
}

function typesOf(table: TransactionTable, side: Side, depths: readonly Depth[]): string {
  const shapes = [...table.transactions.values()].filter(
    (shape) => shape.sent_as === shape.infno && depths.includes(shape.depth),
  );
  const blocks = shapes.flatMap((shape) => [inputType(shape, side), outputType(shape, side)]);
  const entries = shapes.map((shape) => {
    const output = shape.output.length === 0 ? side.none : `Output${shape.infno}`;
    return `  readonly "${shape.infno}": { input: Input${shape.infno}; output: ${output} };`;
  });
  const map = [
    "/** The input and output of every transaction, by its code. */",
    `export interface ${side.map} {`,
    ...entries,
    "}",
  ];
  return [side.header, ...blocks.filter((b) => b !== ""), map.join("\n")].join("\n\n").concat("\n");
}

function inputType(shape: TransactionShape, side: Side): string {
  const extra = shape.editions.flatMap((edition) => edition.fields);
  const nodes = shape.input.map((node, index) => {
    const fields = index === 0 ? [...node.fields, ...absentFrom(node, extra)] : node.fields;
    return { ...node, fields };
  });
  const whole = { ...shape, input: nodes };
  const top = nodes.filter((node) => !node.within);
  const lines = top.flatMap((node) => nodeLines(node, "input", whole, side, "  "));
  return [
    `/** ${shape.name} · ${shape.title}: input. */`,
    `export interface Input${shape.infno} {`,
    ...lines,
    "}",
  ].join("\n");
}

function absentFrom(node: NodeShape, extra: readonly FieldShape[]): FieldShape[] {
  const names = new Set(node.fields.map((field) => field.name));
  return extra.filter((field) => !names.has(field.name));
}

function outputType(shape: TransactionShape, side: Side): string {
  const top = shape.output.filter((node) => !node.within);
  const [first] = top;
  if (first === undefined) return "";
  const comment = `/** ${shape.name} · ${shape.title}: output. */`;
  if (first.node === "" && first.shape === "array") {
    const rows = rowLines(first, "output", shape, side, "  ");
    const head = `export type Output${shape.infno} = readonly {`;
    return [comment, head, ...rows, "}[];"].join("\n");
  }
  const lines = top.flatMap((node) => nodeLines(node, "output", shape, side, "  "));
  return [comment, `export interface Output${shape.infno} {`, ...lines, "}"].join("\n");
}

function nodeLines(
  node: NodeShape,
  direction: Direction,
  shape: TransactionShape,
  side: Side,
  indent: string,
): string[] {
  if (node.node === "") return rowLines(node, direction, shape, side, indent);
  const optional = direction === "input" && !node.required ? "?" : "";
  const array = node.shape === "array";
  return [
    `${indent}readonly ${node.node}${optional}: ${array ? "readonly " : ""}{`,
    ...rowLines(node, direction, shape, side, `${indent}  `),
    `${indent}}${array ? "[]" : ""};`,
  ];
}

function rowLines(
  node: NodeShape,
  direction: Direction,
  shape: TransactionShape,
  side: Side,
  indent: string,
): string[] {
  return node.fields.filter(side.has).flatMap((field) => {
    const optional = side.optional(field, direction, shape) ? "?" : "";
    const head = `${indent}/** ${field.label} */ readonly ${nameOf(field)}${optional}: `;
    if (field.type !== "array") return [`${head}${side.type(field.type, direction)};`];
    const held = shape[direction].find((candidate) => candidate.node === field.name);
    if (held === undefined) throw new Error(`no node describes ${field.name}`);
    const [open, close] = held.shape === "array" ? ["readonly {", "}[];"] : ["{", "};"];
    const rows = rowLines(held, direction, shape, side, `${indent}  `);
    return [`${head}${open}`, ...rows, `${indent}${close}`];
  });
}

function nameOf({ name }: FieldShape): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
}

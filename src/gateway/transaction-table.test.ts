import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packageRoot } from "../store/index.ts";
import type { Depth, FieldShape, FieldType, TransactionShape } from "./transaction-shape.ts";
import { loadTransactionTable, readTransaction, transactionTable } from "./transaction-table.ts";

const table = transactionTable();

const BASE = [...table.transactions.values()].filter((shape) => shape.infno === shape.sent_as);

function codesOf(depth: Depth): string {
  const codes = BASE.filter((shape) => shape.depth === depth).map((shape) => shape.infno);
  return codes.join(" ");
}

test("212 transactions in three depths, and the A editions", () => {
  expect(BASE.length).toBe(212);
  expect(codesOf("kept")).toBe(
    "3601 3602 3603 3604 3605 3606 3607 3608 3609 3610 3611 3701 3702 3703 3704 4201 4261 4262 " +
      "4263 4301 4302 4401 4402 4402A 4501 4502 4503 4504 4505 4506 4507 4508 4509 4510 4511 " +
      "4512 4601 4602 4701 4901 4902 4905 6201 6301 6401 7101 7103 7104 7105 7106 7107 7201 " +
      "7202 7204 7205 7206 7207 7208 7209 7210 7211 9602 9604 9605",
  );
  expect(codesOf("refused")).toBe("6101 6202 6203 6204 6302 7102 7108 7109 7203 9601 9603");
  const editions = [...table.transactions.keys()].filter(
    (code) => !BASE.some((s) => s.infno === code),
  );
  expect(editions.join(" ")).toBe("2206A 2207A 2303A 2304A 2501A 4101A");
  expect(table.transactions.get("2303A")).toMatchObject({ infno: "2303", sent_as: "2303A" });
});

test("a trial, a query and a sign-in keep no receipt", () => {
  const effects = new Map(BASE.map((shape) => [shape.infno, shape.effect]));
  for (const code of "2101 2206 2303 5203 1901 9001 9002 9102 3201".split(" ")) {
    expect(effects.get(code), code).toBe("query");
  }
  for (const code of "2102 2207 2304 2401 2501 2601 3203 3505 4101 9101".split(" ")) {
    expect(effects.get(code), code).toBe("change");
  }
});

describe("a slip in the table stops the start and names its place", () => {
  const good = {
    infno: "0001",
    name: "甲",
    title: "A",
    effect: "query",
    depth: "full",
    source: "",
    input: [{ node: "data", shape: "object", fields: [["a", "甲", "text", 3, "required"]] }],
    output: [],
  };
  const slips: [string, object, RegExp][] = [
    ["depth", { depth: "half" }, /depth half/],
    ["reason", { depth: "refused" }, /a reason, or none/],
    ["kept", { kept: {} }, /kept, yet full/],
    ["effect", { effect: "write" }, /t\.json: effect write/],
    ["shape", { input: [{ ...good.input[0], shape: "list" }] }, /shape of input\.data/],
    ["type", withField(["a", "甲", "money", 3, "required"]), /input\.data\.a: type money/],
    ["presence", withField(["a", "甲", "text", 3, "maybe"]), /input\.data\.a: presence maybe/],
    ["dictionary", withField(["a", "甲", "text", 3, "required", "no"]), /no dictionary no/],
    ["twice", withField(...twice(["a", "甲", "text", 3, "required"])), /there twice/],
    ["exception", { exceptions: [{ where: "input.data.b", why: "" }] }, /meets nothing/],
    ["one_of", { exceptions: [{ where: "input.data", one_of: ["b"], why: "" }] }, /has no field b/],
    [
      "edition",
      { editions: [{ infno: "0001A", why: "", optional: ["data.b"], fields: [] }] },
      /0001A loosens data\.b/,
    ],
  ];
  for (const [name, change, message] of slips) {
    test(name, () => {
      const raw = { ...good, ...change } as never;
      expect(() => readTransaction(raw, new Map(), "t.json")).toThrow(message);
    });
  }

  function withField(...fields: unknown[][]): object {
    return { input: [{ ...good.input[0], fields }] };
  }

  function twice<T>(value: T): T[] {
    return [value, value];
  }
});

describe("the folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "table-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a file that is no JSON, a code that is there twice, an alias of nothing", () => {
    mkdirSync(join(folder, "transactions"));
    writeFileSync(join(folder, "dictionaries.json"), "{}");
    writeFileSync(join(folder, "transactions", "1.json"), "{");
    expect(() => loadTransactionTable(folder)).toThrow(/1\.json/);
    const path = join(packageRoot(), "src", "gateway", "transactions", "2404.json");
    for (const name of ["1.json", "2.json"]) {
      writeFileSync(join(folder, "transactions", name), readFileSync(path));
    }
    expect(() => loadTransactionTable(folder)).toThrow(/2\.json: 2404 is twice/);
    const broken = { a: { title: "", enforced: true, aliases: { "1": "2" }, values: {} } };
    writeFileSync(join(folder, "dictionaries.json"), JSON.stringify(broken));
    expect(() => loadTransactionTable(folder)).toThrow(/a lacks 2/);
  });
});

/** The reference of the project's makers: a user of the product does not have it. */
const REFERENCE = join(packageRoot(), "..", "shared/reference/interface/transactions.json");

interface ReferenceField {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly len: string;
  readonly req: boolean;
  readonly dict: string;
}

interface ReferenceNode {
  readonly dir: string;
  readonly fields: readonly ReferenceField[];
}

type Reference = Readonly<Record<string, { readonly nodes: readonly ReferenceNode[] }>>;

/** Wrappers that stand for the envelope itself, and an output that repeats its members. */
const ENVELOPE_ITSELF = /^(DTO|实体DTO)$/;
const OUTPUT_IS_THE_ENVELOPE = "5461";

describe.skipIf(!existsSync(REFERENCE))("against the reference (skipped where absent)", () => {
  const reference = existsSync(REFERENCE)
    ? (JSON.parse(readFileSync(REFERENCE, "utf8")) as Reference)
    : {};

  test("the same transactions", () => {
    expect(BASE.map((shape) => shape.infno).sort()).toEqual(Object.keys(reference).sort());
  });

  for (const shape of BASE) {
    test(`${shape.infno} has the reference's fields, and others only as exceptions`, () => {
      const theirs = referenceFields(shape.infno, reference[shape.infno]?.nodes ?? []);
      const ours = ourFields(shape);
      expect(ours.map((field) => field.line).sort()).toEqual(
        theirs.map((field) => field.line).sort(),
      );
      expect(ours.flatMap((field) => typeSlip(field, theirs))).toEqual([]);
    });
  }
});

interface OurField {
  readonly line: string;
  readonly where: string;
  readonly field: FieldShape;
  readonly type_excepted: boolean;
}

function ourFields(shape: TransactionShape): OurField[] {
  return (["input", "output"] as const).flatMap((side) =>
    shape[side].flatMap((node) =>
      node.fields
        .filter((field) => !field.added)
        .map((field) => {
          const where = `${side}.${node.node}.${field.name}`;
          const exception = shape.exceptions.find((one) => one.where === where);
          const presence = field.required ? "required" : "optional";
          const line = `${side} ${field.name} ${field.label} ${presence}`;
          return { line, where, field, type_excepted: exception?.type_in_table !== undefined };
        }),
    ),
  );
}

function referenceFields(infno: string, nodes: readonly ReferenceNode[]) {
  return nodes.flatMap(({ dir, fields }) => {
    const side = dir === "INPUT" ? "input" : dir === "OUTPUT" ? "output" : null;
    if (side === null || (side === "output" && infno === OUTPUT_IS_THE_ENVELOPE)) return [];
    const seen = new Set<string>();
    return fields.flatMap((field) => {
      const name = field.name.replaceAll(" ", "").replace(/^data\./, "");
      if (seen.has(name) || ENVELOPE_ITSELF.test(field.type)) return [];
      seen.add(name);
      const presence = field.req ? "required" : "optional";
      return [{ line: `${side} ${name} ${field.label || "数据"} ${presence}`, field }];
    });
  });
}

const TEXTS: readonly FieldType[] = ["text", "digits", "json", "texts"];

/** Where the type is not what the reference's means; types outside these words are read by hand. */
function typeSlip(ours: OurField, theirs: ReturnType<typeof referenceFields>): string[] {
  if (ours.type_excepted) return [];
  const twins = theirs.filter(({ line }) => line === ours.line).map(({ field }) => field);
  if (twins.length === 0 || twins.some((field) => fits(ours.field, field))) return [];
  return [`${ours.where}: ${ours.field.type}, reference ${twins[0]?.type} ${twins[0]?.len}`];
}

function fits(field: FieldShape, { type, len, dict }: ReferenceField): boolean {
  const dictionary = ["", "Y", "N", "否"].includes(dict) ? null : dict;
  if (dictionary !== field.dictionary && field.type === "text") return false;
  if (type === "str") return TEXTS.includes(field.type);
  if (type === "date" || type === "datetime") return field.type === type;
  if (type !== "num" || !/^\d/.test(len)) return true;
  return DECIMALS[field.type]?.(field) === Number(len.split(",")[1] ?? 0);
}

const DECIMALS: Partial<Record<FieldType, (field: FieldShape) => number>> = {
  amount: () => 2,
  price: () => 6,
  quantity: () => 4,
  rate: () => 4,
  integer: () => 0,
  decimal: (field) => field.decimals,
};

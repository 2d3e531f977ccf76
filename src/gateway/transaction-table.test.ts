import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packageRoot } from "../store/index.ts";
import type { FieldType, TransactionShape } from "./transaction-shape.ts";
import { loadTransactionTable, readTransaction, transactionTable } from "./transaction-table.ts";

const table = transactionTable();

test("the transactions of the first release, and the A editions of the settlements", () => {
  const codes =
    "1101 1201 1312 1318 1319 2001 2101 2102 2103 2201 2202 2203 2203A 2204 2205 2206 2206A " +
    "2207 2207A 2208 2301 2302 2303 2303A 2304 2304A 2305 2401 2402 2403 2404 2405 2601 3201 " +
    "5202 5203 5204 5206 9001 9002";
  expect([...table.transactions.keys()]).toEqual(codes.split(" "));
  expect(table.transactions.get("2303A")).toMatchObject({ infno: "2303", sent_as: "2303A" });
});

test("a changing transaction keeps a receipt; a trial, a query and a sign-in do not", () => {
  const changing = [...table.transactions.values()]
    .filter((shape) => shape.effect === "change" && shape.infno === shape.sent_as)
    .map((shape) => shape.infno);
  expect(changing.join(" ")).toBe(
    "2102 2103 2201 2202 2203 2203A 2204 2205 2207 2208 2301 2302 2304 2305 2401 2402 2403 2404 " +
      "2405 2601",
  );
});

describe("a slip in the table stops the start and names its place", () => {
  const good = {
    infno: "0001",
    name: "甲",
    title: "A",
    effect: "query",
    source: "",
    input: [{ node: "data", shape: "object", fields: [["a", "甲", "text", 3, "required"]] }],
    output: [],
  };
  const slips: [string, object, RegExp][] = [
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

interface ReferenceNode {
  readonly dir: "INPUT" | "OUTPUT";
  readonly node: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly len: string;
    readonly req: boolean;
    readonly dict: string;
  }[];
}

describe.skipIf(!existsSync(REFERENCE))("against the reference (skipped where absent)", () => {
  const reference = existsSync(REFERENCE)
    ? (JSON.parse(readFileSync(REFERENCE, "utf8")) as Record<string, { nodes: ReferenceNode[] }>)
    : {};

  for (const shape of table.transactions.values()) {
    if (shape.sent_as !== shape.infno) continue;
    test(`${shape.infno} has the reference's fields, and others only as exceptions`, () => {
      const nodes = reference[shape.infno]?.nodes ?? [];
      expect(ourFields(shape).filter((line) => !line.includes("added"))).toEqual(
        nodes.flatMap((node) => referenceFields(shape, node)),
      );
    });
  }
});

function ourFields(shape: TransactionShape): string[] {
  return (["input", "output"] as const).flatMap((side) =>
    shape[side].flatMap((node) =>
      node.fields.map((field) => {
        const presence = field.required ? "required" : "optional";
        const added = field.added ? " added" : "";
        const typed = typeException(shape, `${side}.${node.node}.${field.name}`);
        const type = typed ?? WORDS[field.type];
        const where = `${side} ${node.node}.${field.name}`;
        return `${where} ${field.label} ${type} ${presence} ${field.dictionary}${added}`;
      }),
    ),
  );
}

function typeException(shape: TransactionShape, where: string): string | undefined {
  return shape.exceptions.find((exception) => exception.where === where)?.type_in_table;
}

const WORDS: Record<FieldType, string> = {
  text: "str",
  digits: "digits",
  amount: "num .2",
  price: "num .6",
  quantity: "num .4",
  rate: "num .4 of 5",
  decimal: "num",
  integer: "num",
  boolean: "",
  date: "date",
  datetime: "datetime",
  bytes: "bytes",
  array: "",
};

function referenceFields(shape: TransactionShape, node: ReferenceNode): string[] {
  const side = node.dir === "INPUT" ? "input" : "output";
  const paged = shape.output.length === 2 && shape.output[0]?.node === "";
  const name = /^[(]/.test(node.node) ? (paged ? "data" : "") : node.node;
  const seen = new Set<string>();
  return node.fields.flatMap((field) => {
    if (seen.has(field.name)) return [];
    seen.add(field.name);
    const presence = field.req ? "required" : "optional";
    const dictionary = ["", "Y"].includes(field.dict) ? null : field.dict;
    const slip = typeException(shape, `${side}.${name}.${field.name}`);
    const type = slip ? field.type : typeWord(field.type, field.len);
    const where = `${side} ${name}.${field.name}`;
    return [`${where} ${field.label} ${type} ${presence} ${dictionary}`];
  });
}

function typeWord(type: string, length: string): string {
  const words: Record<string, string> = {
    "16,2": "num .2",
    "16,6": "num .6",
    "16,4": "num .4",
    "5,4": "num .4 of 5",
  };
  if (type === "BigDecimal") return length === "5" ? "num .4 of 5" : "num .6";
  return type === "num" ? (words[length] ?? "num") : type;
}

import {
  interfaceTables,
  type TransactionShape,
  transactionSection,
  transactionTable,
} from "../gateway/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { Invocation } from "./arguments.ts";
import { textTable } from "./text-table.ts";

/**
 * `yibao interface [CODE]`: which transactions there are and how far each goes; with a code, its
 * fields; `--markdown` for all fields of all of them.
 */
export async function interfaceCommand(invocation: Invocation): Promise<number> {
  const [code] = invocation.words;
  const shapes = [...transactionTable().transactions.values()];
  const base = shapes.filter((shape) => shape.sent_as === shape.infno);
  if (code !== undefined) return print(oneTransaction(shapes, code, invocation.json));
  if (invocation.flags.markdown === true) return print(interfaceTables(transactionTable()));
  if (!invocation.json) return print(overview(base));
  return print(JSON.stringify({ counts: counts(base), transactions: base }, null, 2));
}

function print(text: string): number {
  process.stdout.write(`${text.trimEnd()}\n`);
  return 0;
}

function oneTransaction(shapes: readonly TransactionShape[], code: string, json: boolean): string {
  const shape = shapes.find((one) => one.sent_as === code);
  if (shape === undefined) throw new YibaoError("COMMAND-NO-TRANSACTION", { code });
  return json ? JSON.stringify(shape, null, 2) : transactionSection(shape);
}

function counts(shapes: readonly TransactionShape[]): Readonly<Record<string, number>> {
  const of = (depth: string): number => shapes.filter((shape) => shape.depth === depth).length;
  return { all: shapes.length, full: of("full"), kept: of("kept"), refused: of("refused") };
}

const DEPTH_WORDS = { full: "办理", kept: "留存", refused: "拒绝" } as const;

function overview(shapes: readonly TransactionShape[]): string {
  const rows = shapes.map((shape) => [
    shape.infno,
    shape.name,
    shape.effect === "change" ? "写" : "查",
    DEPTH_WORDS[shape.depth],
    shape.reason ?? "",
  ]);
  const { all, full, kept, refused } = counts(shapes);
  const table = textTable(
    [["编号", "名称", "写/查", "深度", "说明"], ...rows],
    ["left", "left", "left", "left", "left"],
  );
  return `${table}\n\n共 ${all} 个交易：办理 ${full}，留存 ${kept}，拒绝 ${refused}。字段：yibao interface 2207`;
}

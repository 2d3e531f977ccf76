import type {
  Depth,
  Dictionary,
  FieldShape,
  FieldType,
  NodeShape,
  TransactionShape,
  TransactionTable,
} from "./transaction-shape.ts";

/**
 * Writes what a hospital's programmer reads: docs/interface.md, which is the guide and the list of
 * all transactions, and the tables of fields, which `yibao interface` prints.
 */

const GENERATED =
  "<!-- Generated from the transaction table by src/gateway/generate.ts; not edited. -->";

const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: "文本",
  digits: "数字流水号",
  amount: "金额（元，2 位小数）",
  price: "单价（元，6 位小数）",
  quantity: "数量（4 位小数）",
  rate: "比例（4 位小数）",
  decimal: "小数",
  integer: "整数",
  boolean: "布尔",
  date: "日期",
  datetime: "日期时间",
  bytes: "Base64",
  json: "JSON 文本",
  texts: "文本数组",
  array: "节点",
};

const DEPTH_WORDS: Readonly<Record<Depth, string>> = {
  full: "全",
  kept: "存",
  refused: "拒",
};

/** @param guide what comes before the list: `interface-guide.md` */
export function interfaceIndex(table: TransactionTable, guide: string): string {
  return `${[GENERATED, guide.trim(), indexTable(baseShapes(table))].join("\n\n")}\n`;
}

/** Every field of every transaction, and the dictionaries, as one Markdown document. */
export function interfaceTables(table: TransactionTable): string {
  const parts = baseShapes(table).map(transactionSection);
  return `${[...parts, dictionarySection(table.dictionaries)].join("\n\n")}\n`;
}

function baseShapes(table: TransactionTable): readonly TransactionShape[] {
  return [...table.transactions.values()].filter((shape) => shape.sent_as === shape.infno);
}

function indexTable(shapes: readonly TransactionShape[]): string {
  const rows = shapes.map((shape) => {
    const editions = shape.editions.map((edition) => edition.infno).join(" ");
    const effect = shape.effect === "change" ? "写" : "查";
    const { infno, name, title, reason } = shape;
    const depth = DEPTH_WORDS[shape.depth] + (reason === null ? "" : `：${reason}`);
    return `| ${[infno, name, title, effect, depth, editions].join(" | ")} |`;
  });
  return [
    "| 编号 | 名称 | English | 写/查 | 深度 | A 版 |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function anchor(shape: TransactionShape): string {
  return `t-${shape.infno.toLowerCase()}`;
}

/** The tables of one transaction, in Markdown. */
export function transactionSection(shape: TransactionShape): string {
  const reason = shape.reason === null ? [] : [`拒绝办理：${shape.reason}。`];
  const parts = [
    `<a id="${anchor(shape)}"></a>\n\n### ${shape.infno} ${shape.name} · ${shape.title}`,
    ...reason,
    ...shape.input.map((node) => nodeTable("输入", node)),
  ];
  if (shape.output.length === 0) parts.push("输出：无。");
  else parts.push(...shape.output.map((node) => nodeTable("输出", node)));
  const exceptions = [...exceptionLines(shape), ...editionLines(shape)];
  if (exceptions.length > 0) parts.push(`例外：\n\n${exceptions.join("\n")}`);
  return parts.join("\n\n");
}

function nodeTable(side: string, node: NodeShape): string {
  const shape = node.shape === "array" ? "数组" : "对象";
  const itself = side === "输入" ? "`input` 本身" : "`output` 本身";
  const name = node.node === "" ? itself : `节点 \`${node.node}\``;
  const optional = side === "输入" && !node.required ? "，可无" : "";
  const presence = node.within ? "，在同名字段内" : optional;
  return [
    `${side}${name}（${shape}${presence}）`,
    "",
    "| 字段 | 名称 | 类型 | 长度 | 必填 | 字典 | 说明 |",
    "|---|---|---|---|---|---|---|",
    ...node.fields.map(fieldRow),
  ].join("\n");
}

function fieldRow(field: FieldShape): string {
  const length =
    field.length === null ? "" : `${field.length}${field.decimals ? `,${field.decimals}` : ""}`;
  const required = !field.required ? "" : field.may_be_empty ? "可空" : "是";
  const dictionary =
    field.dictionary === null ? "" : `[${field.dictionary}](#d-${field.dictionary})`;
  const cells = [
    `\`${field.name}\``,
    field.label,
    TYPE_WORDS[field.type],
    length,
    required,
    dictionary,
    field.note ?? "",
  ];
  return `| ${cells.join(" | ")} |`;
}

function exceptionLines(shape: TransactionShape): string[] {
  return shape.exceptions.map((exception) => {
    const effects = [
      exception.may_be_empty ? "可为空" : "",
      exception.also ? `也接受 ${exception.also.map((name) => `\`${name}\``).join("、")}` : "",
      exception.same_as ? `与 \`${exception.same_as}\` 同值` : "",
      exception.from_envelope ? `为空时取报文头的 \`${exception.from_envelope}\`` : "",
      exception.one_of ? `${exception.one_of.join("、")} 至少一项` : "",
      exception.added ? "规范的表中没有，增加返回" : "",
      exception.type_in_table ? `规范的类型为 ${exception.type_in_table}` : "",
    ].filter((effect) => effect !== "");
    const where = exception.where.replace("..", ".");
    return `- \`${where}\`：${effects.join("；")}（${exception.why}）`;
  });
}

function editionLines(shape: TransactionShape): string[] {
  return shape.editions.map((edition) => {
    const loose = edition.optional.map((name) => `\`${name}\``).join("、");
    const added = edition.fields.map((field) => `\`${field.name}\`（${field.label}）`).join("、");
    const extra = added === "" ? "" : `；另有 ${added}`;
    return `- ${edition.infno} 同样办理，其中 ${loose} 可空${extra}（${edition.why}）`;
  });
}

function dictionarySection(dictionaries: ReadonlyMap<string, Dictionary>): string {
  const parts = [...dictionaries.values()].map((dictionary) => {
    const values = [...dictionary.values].map(([value, name]) => `${value} ${name}`).join(" · ");
    const enforced = dictionary.enforced ? "（其他值拒绝）" : "";
    const { name, title } = dictionary;
    return `<a id="d-${name}"></a>\n\n### ${name} ${title}${enforced}\n\n${values}`;
  });
  return ["## 字典 · Dictionaries", ...parts].join("\n\n");
}

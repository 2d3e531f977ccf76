import type {
  Dictionary,
  FieldShape,
  FieldType,
  NodeShape,
  TransactionShape,
  TransactionTable,
} from "./transaction-shape.ts";

/** Writes docs/interface.md: what a hospital's programmer reads, from the table itself. */

const GUIDE = `<!-- Generated from the transaction table by src/gateway/generate.ts; not edited. -->
# 接口文档 · The national interface

医药机构的系统（HIS、药店系统）通过 HTTP POST 与平台交换 JSON 报文。下文先说共同的约定，再列每个交易的字段。
字段名、中文名、类型和长度依据湖南接口规范 V1.1.27（2024-10）；与规范不同之处列在各交易的“例外”中。

## 1. 地址 · Addresses

| 地址 | 交易编号 |
|---|---|
| \`POST /fsi/api/rsfComIfsService/callService\` | 在报文头 infno |
| \`POST /fsi/api/rsfComIfsService/callService/{infno}\` | 在地址，报文头可省 |
| \`POST /isp-api/powercsb/{infno}\` | 同上 |
| \`POST /CSB/hsa-fsi-{infno}\` | 同上 |

不论 Content-Type 为何，报文一律按 UTF-8 的 JSON 读取，上限 8 MB。地址与报文头的交易编号不一致时拒绝。

## 2. 报文头 · Request envelope

| 成员 | 中文名 | 要求 | 说明 |
|---|---|---|---|
| infno | 交易编号 | 地址或报文头 | A 版编号见各交易 |
| msgid | 发送方报文ID | 必填 | 不解释其内容，最多 40 个字符；每笔业务不同，重发同一笔时相同 |
| fixmedins_code | 定点医药机构编号 | 必填 | 为空时取访问密钥所属的机构 |
| fixmedins_name | 定点医药机构名称 | | |
| mdtrtarea_admvs | 就医地医保区划 | | 六位 |
| insuplc_admdvs | 参保地医保区划 | | 六位；空表示本地 |
| opter_type, opter, opter_name | 经办人类别、编号、姓名 | | |
| inf_time | 交易时间 | | \`yyyy-MM-dd HH:mm:ss\` 或 \`yyyyMMddHHmmss\` |
| sign_no | 签到流水号 | | 9001 返回；可空 |
| recer_sys_code, infver, dev_no, cainfo … | | | 接受，不检查 |
| input | 交易输入 | 必填 | 对象，或该对象的 JSON 文本 |

## 3. 宽容之处 · Tolerated forms

- 未用的成员可以不写，可以是 \`""\`、\`null\`，也可以是文本 \`"null"\`、\`"NULL"\`：都算空。
- 数字可以是 JSON 数字，也可以是数字文本。金额最多两位小数，单价六位，数量四位；多出的位数只能是 0，平台不替机构四舍五入。
- 单行节点可以写成只有一个元素的数组，多行节点可以写成一个对象。
- 日期时间可以带 \`T\`、毫秒，可以只有日期（算 00:00:00），也可以是连写的数字。
- \`exp_content\` 也可拼作 \`expContent\`。不认识的成员忽略。长度只作参考，不因超长拒绝。
- 医疗类别的国家短码 21 按 2101 办理。

## 4. 应答 · Response

| 成员 | 说明 |
|---|---|
| infcode | 0 成功，-1 失败；默认为文本，可按机构改为数字 |
| inf_refmsgid | 平台交换号：区划 6 位 + 时间 14 位 + 流水 10 位 |
| refmsg_time, respond_time | 收到和答复的时间，\`yyyyMMddHHmmssSSS\`，北京时间 |
| err_msg | 成功为 \`""\`；失败为一句话：哪一项、收到什么、应为什么、怎么改 |
| output | 交易输出；没有输出的交易没有这个成员 |

金额是两位小数的 JSON 数字（\`0.00\`），从不为 null；比例四位小数；计数为整数；空文本为 \`""\`；没有行的数组为 \`[]\`。
输入有误时 HTTP 状态仍是 200。HTTP 500 表示平台故障、结果未知：用同一 msgid 重发，或用 2601 冲正。

## 5. 重发 · Repeats

改变数据的交易（下表“写”）按机构、msgid、交易编号留存回执。同一报文再来，内容相同则原样返回第一次的应答，内容不同则拒绝。
成员的次序、空值的写法、\`12.3\` 与 \`12.30\` 之别不算不同。失败的交易不留回执，改正后可用原 msgid 再发。

## 6. 签名 · Signed headers

默认不要求签名；要求时两种任用其一，时间戳（10 位秒或 13 位毫秒）须在前后 30 分钟之内。

| 一族 | 头 | 签名 |
|---|---|---|
| 服务网关 | \`_api_name\` \`_api_version\` \`_api_timestamp\` \`_api_access_key\` \`_api_signature\` | base64(HMAC-SHA1(SK, \`_api_access_key=…&_api_name=…&_api_timestamp=…&_api_version=…\`)) |
| 门户 | \`x-tif-paasid\` \`x-tif-timestamp\` \`x-tif-nonce\` \`x-tif-signature\` | hex(SHA-256(timestamp + token + nonce + timestamp)) |

不通过时答 \`{"code":401,"message":…}\`：缺少服务网关的请求头! · 签名时间戳超时! · 非法用户! · 签名不一致!
请求头名含下划线，反向代理须放行（nginx：\`underscores_in_headers on\`）。`;

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
  array: "数组",
};

export function interfaceDocument(table: TransactionTable): string {
  const shapes = [...table.transactions.values()].filter((shape) => shape.sent_as === shape.infno);
  return [
    GUIDE,
    contents(shapes),
    ...shapes.map(transactionSection),
    dictionarySection(table.dictionaries),
  ]
    .join("\n\n")
    .concat("\n");
}

function contents(shapes: readonly TransactionShape[]): string {
  const rows = shapes.map((shape) => {
    const editions = shape.editions.map((edition) => edition.infno).join(" ");
    const effect = shape.effect === "change" ? "写" : "查";
    const link = `[${shape.infno}](#${anchor(shape)})`;
    return `| ${link} | ${shape.name} | ${shape.title} | ${effect} | ${editions} |`;
  });
  return [
    "## 7. 交易 · Transactions",
    "",
    "| 编号 | 名称 | English | 写/查 | A 版 |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function anchor(shape: TransactionShape): string {
  return `t-${shape.infno.toLowerCase()}`;
}

function transactionSection(shape: TransactionShape): string {
  const parts = [
    `<a id="${anchor(shape)}"></a>\n\n### ${shape.infno} ${shape.name} · ${shape.title}`,
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
  const name = node.node === "" ? "`output` 本身" : `节点 \`${node.node}\``;
  const presence = side === "输入" && !node.required ? "，可无" : "";
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
    const heading = `<a id="d-${dictionary.name}"></a>\n\n### ${dictionary.name} ${dictionary.title}`;
    return `${heading}${enforced}\n\n${values}`;
  });
  return ["## 8. 字典 · Dictionaries", ...parts].join("\n\n");
}

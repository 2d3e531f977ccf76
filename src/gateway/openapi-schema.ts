import { CALCULATOR_SCHEMAS } from "./openapi-calculator.ts";
import type {
  Dictionary,
  FieldShape,
  FieldType,
  NodeShape,
  TransactionShape,
  TransactionTable,
} from "./transaction-shape.ts";

/**
 * JSON Schemas (draft 2020-12) of messages. What is accepted is wider than what should be sent:
 * a request's schema is the specification's form with the tolerated ones beside it, so that every
 * message we accept in practice is valid by it as well.
 */

/** JSON as the document holds it. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

type Schema = { readonly [name: string]: Json };

/** A response with one media type. */
export function answered(description: string, schema: Json, type = "application/json"): Json {
  return { description, content: { [type]: { schema } } };
}

export function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

export function schemaName(shape: TransactionShape): string {
  return shape.sent_as;
}

export function openapiSchemas(table: TransactionTable): Schema {
  const schemas: Record<string, Json> = { ...COMMON };
  for (const shape of table.transactions.values()) {
    const name = schemaName(shape);
    schemas[`Request${name}`] = requestSchema(shape, table);
    schemas[`Answer${name}`] = answerSchema(shape, table);
  }
  return schemas;
}

/** Unused members come as "", null or the words "null" and "NULL". */
const EMPTY = { enum: ["", null, "null", "NULL"] } as const;

const STAMP: Schema = { type: "string", pattern: "^\\d{17}$" };

const COMMON: Schema = {
  Envelope: {
    type: "object",
    description: "报文头 · the envelope",
    required: ["msgid", "fixmedins_code", "input"],
    properties: {
      infno: text("交易编号；地址中已有时可省"),
      msgid: { ...text("发送方报文ID，重发同一笔时相同"), maxLength: 40, minLength: 1 },
      mdtrtarea_admvs: text("就医地医保区划"),
      insuplc_admdvs: textOrEmpty("参保地医保区划，空为本地"),
      recer_sys_code: textOrEmpty("接收方系统代码"),
      dev_no: textOrEmpty("设备编号"),
      dev_safe_info: textOrEmpty("设备安全信息"),
      cainfo: textOrEmpty("数字签名：登记了 SM2 公钥的机构必填"),
      signtype: textOrEmpty("签名类型"),
      infver: textOrEmpty("接口版本"),
      opter_type: { type: ["string", "integer", "null"], description: "经办人类别" },
      opter: textOrEmpty("经办人"),
      opter_name: textOrEmpty("经办人姓名"),
      inf_time: textOrEmpty("交易时间 yyyy-MM-dd HH:mm:ss"),
      fixmedins_code: text("定点医药机构编号"),
      fixmedins_name: textOrEmpty("定点医药机构名称"),
      sign_no: textOrEmpty("签到流水号"),
    },
  },
  AnswerHead: {
    type: "object",
    required: ["infcode", "inf_refmsgid", "refmsg_time", "respond_time", "err_msg"],
    properties: {
      infcode: { enum: ["0", 0], description: "0 成功；文本或数字按机构登记" },
      inf_refmsgid: { type: "string", pattern: "^\\d{30}$", description: "接收方报文ID" },
      refmsg_time: { ...STAMP, description: "接收时间" },
      respond_time: { ...STAMP, description: "应答时间" },
      err_msg: { const: "" },
    },
  },
  Refusal: {
    type: "object",
    description: "失败：没有办理（HTTP 500 时结果未知）",
    required: ["infcode", "inf_refmsgid", "refmsg_time", "respond_time", "err_msg"],
    properties: {
      infcode: { enum: ["-1", -1] },
      inf_refmsgid: { type: "string" },
      refmsg_time: STAMP,
      respond_time: STAMP,
      err_msg: { type: "string", maxLength: 200, description: "哪里、什么错、怎么改" },
    },
  },
  Rejection: {
    type: "object",
    required: ["code", "message"],
    properties: {
      code: { const: 401 },
      message: {
        enum: ["缺少服务网关的请求头!", "签名时间戳超时!", "非法用户!", "签名不一致!"],
      },
    },
  },
  Problem: {
    type: "object",
    required: ["type", "title", "status", "detail"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      detail: { type: "string" },
      code: { type: "string" },
      field: { type: "string", description: "有问题的字段" },
      reason: { type: "string", description: "什么不对" },
      mend: { type: "string", description: "怎样改" },
    },
  },
  ...CALCULATOR_SCHEMAS,
  Health: { type: "object", required: ["status"], properties: { status: { type: "string" } } },
  Events: {
    type: "object",
    required: ["fixmedins_code", "events", "next", "more"],
    properties: {
      fixmedins_code: { type: "string" },
      events: { type: "array", items: { type: "object" } },
      next: { type: "integer", description: "下次的 after" },
      more: { type: "boolean", description: "后面可能还有" },
    },
  },
  Explanation: {
    type: "object",
    required: ["psn_no", "setl_id", "mdtrt_id", "policy_version", "re_adds", "explanation"],
    properties: {
      psn_no: text("人员编号"),
      setl_id: text("结算ID"),
      mdtrt_id: text("就诊ID"),
      kind: { enum: ["settlement", "reversal", "adjustment"] },
      reversed_by: { type: ["string", "null"], description: "撤销它的结算ID" },
      adjusted: { type: "boolean", description: "是否因其他结算撤销而重算过" },
      policy_version: text("结算所用的政策版本"),
      policy_is_current: { type: "boolean", description: "是否为现行政策版本" },
      language: { enum: ["zh", "en"] },
      re_adds: { type: ["boolean", "null"], description: "各步是否能独立地重新加总为结算结果" },
      explanation: {
        type: "array",
        items: {
          type: "object",
          required: ["layer", "text", "source", "unverified"],
          properties: {
            layer: text("层次"),
            text: text("一句说明"),
            source: { type: ["string", "null"], description: "文件与条款" },
            unverified: { type: "boolean", description: "待核实" },
          },
        },
      },
    },
  },
  Policy: {
    type: "object",
    required: ["region", "name", "version", "date", "choices", "benefits", "known_at", "packs"],
    properties: {
      region: text("统筹区代码"),
      name: text("统筹区名称"),
      version: text("政策版本：结算所存的散列"),
      date: { type: "string", format: "date" },
      known_at: { type: ["string", "null"], description: "按哪一时刻已发布的版本；空为现在" },
      packs: { type: "array", items: { $ref: "#/components/schemas/PolicyVersion" } },
      choices: { type: "array", items: { type: "object" } },
      benefits: { type: "array", items: { type: "object" } },
    },
  },
  PolicyVersions: {
    type: "object",
    required: ["region_code", "versions", "more"],
    properties: {
      region_code: text("政策包代码"),
      versions: { type: "array", items: { $ref: "#/components/schemas/PolicyVersion" } },
      more: { type: "boolean", description: "后面可能还有" },
    },
  },
  PolicyVersion: {
    type: "object",
    required: ["region_code", "version_number", "content_hash", "state", "author"],
    properties: {
      region_code: text("政策包代码"),
      version_number: { type: "integer", description: "版本号，从 1 起" },
      content_hash: text("全文的散列"),
      name: text("名称"),
      parent_code: { type: ["string", "null"], description: "上级政策包" },
      parent_hash: { type: ["string", "null"], description: "固定在上级的哪一版；空为不固定" },
      state: {
        enum: [
          "drafted",
          "checked",
          "faulty",
          "approved",
          "refused",
          "published",
          "superseded",
          "withdrawn",
        ],
      },
      author: text("起草人；shipped 为随程序而来"),
      drafted_at: text("最初入库的时间"),
      redrafted: { type: ["object", "null"], description: "同样的全文后来由谁、何时重新提交" },
      note: { type: ["string", "null"], description: "最近一次提交时的说明" },
      base_hash: { type: ["string", "null"], description: "最近一次提交时的现行版" },
      check: { type: ["object", "null"], description: "最近一次提交以后的校验" },
      review: { type: ["object", "null"], description: "最近一次提交以后的审核" },
      publication: { type: ["object", "null"], description: "发布人、时间、生效日、追溯理由" },
      earlier_publication: {
        type: ["object", "null"],
        description: "发布过又重新提交的：先前那一次发布",
      },
      withdrawal: { type: ["object", "null"], description: "撤回人、时间、理由" },
      superseded_by: { type: ["object", "null"], description: "接替它的一版" },
    },
  },
  Confirmation: {
    type: "object",
    required: ["fixmedins_code"],
    properties: { fixmedins_code: { type: "string", minLength: 1 } },
  },
  ConfirmedOrder: {
    type: "object",
    required: ["order_no", "state", "settlement_id"],
    properties: {
      order_no: { type: "string" },
      state: { type: "string" },
      settlement_id: { type: "string" },
    },
  },
  ConformanceList: {
    type: "object",
    required: ["institutions"],
    properties: {
      institutions: {
        type: "array",
        items: {
          type: "object",
          required: ["fixmedins_code", "fixmedins_name"],
          properties: { fixmedins_code: { type: "string" }, fixmedins_name: { type: "string" } },
        },
      },
    },
  },
  Conformance: {
    type: "object",
    required: ["institution", "made_at", "ready", "score", "checklist", "missing", "problems"],
    properties: {
      institution: { type: "object" },
      made_at: { type: "string" },
      ready: { type: "boolean", description: "可以验收 · ready for acceptance" },
      score: {
        type: "object",
        required: ["done", "total", "percent"],
        properties: {
          done: { type: "integer" },
          total: { type: "integer" },
          percent: { type: "integer" },
        },
      },
      checklist: { type: "array", items: { type: "object" } },
      missing: { type: "array", items: { type: "string" } },
      visits: { type: "array", items: { type: "object" } },
      settlements: { type: "array", items: { type: "object" } },
      transactions: { type: "array", items: { type: "object" } },
      problems: { type: "array", items: { type: "object" } },
      never_called: { type: "object" },
      not_needed: { type: "array", items: { type: "object" } },
    },
  },
};

function text(description: string): Schema {
  return { type: "string", description };
}

function textOrEmpty(description: string): Schema {
  return { type: ["string", "null"], description };
}

function requestSchema(shape: TransactionShape, table: TransactionTable): Json {
  const input = nodesSchema(shape, shape.input, "input", table);
  return {
    title: `${shape.sent_as} ${shape.name}`,
    description: shape.title,
    allOf: [{ $ref: "#/components/schemas/Envelope" }],
    type: "object",
    properties: {
      infno: { enum: [shape.sent_as, ""] },
      // The object itself, or its JSON text.
      input: { anyOf: [input, { type: "string", contentMediaType: "application/json" }] },
    },
  };
}

function answerSchema(shape: TransactionShape, table: TransactionTable): Json {
  const head = { $ref: "#/components/schemas/AnswerHead" };
  const title = `${shape.sent_as} ${shape.name} · ${shape.title}`;
  if (shape.output.length === 0) return { title, allOf: [head] };
  const [first] = shape.output;
  const bare = first?.node === "" && first.shape === "array";
  const output = bare
    ? { type: "array", items: rowSchema(shape, first, "output", table) }
    : nodesSchema(shape, shape.output, "output", table);
  return { title, allOf: [head], type: "object", properties: { output } };
}

type Side = "input" | "output";

function nodesSchema(
  shape: TransactionShape,
  nodes: readonly NodeShape[],
  side: Side,
  table: TransactionTable,
): Schema {
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  let free: Schema = {};
  for (const node of nodes) {
    if (node.within) continue;
    const row = rowSchema(shape, node, side, table);
    if (node.node === "") {
      free = (row.properties ?? {}) as Schema;
      required.push(...((row.required ?? []) as string[]));
      continue;
    }
    properties[node.node] = nodeSchema(node, row, side);
    // A node that may come under another name is not required under this one.
    const needed = side === "input" && node.required && node.also.length === 0;
    if (needed) required.push(node.node);
  }
  const closed = required.length > 0 ? { required } : {};
  return { type: "object", properties: { ...free, ...properties }, ...closed };
}

/** On input one row may stand for rows, and rows of one for an object. */
function nodeSchema(node: NodeShape, row: Schema, side: Side): Json {
  const rows = { type: "array", items: row };
  if (side === "output") return node.shape === "array" ? rows : row;
  const either = node.shape === "array" ? [rows, row] : [row, { ...rows, maxItems: 1 }];
  return { anyOf: node.required ? either : [...either, EMPTY] };
}

function rowSchema(
  shape: TransactionShape,
  node: NodeShape,
  side: Side,
  table: TransactionTable,
): Schema {
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  const nodes = side === "input" ? shape.input : shape.output;
  for (const field of node.fields) {
    const held = nodes.find((one) => one.node === field.name);
    properties[field.name] =
      field.type === "array" && held !== undefined
        ? nodeSchema(held, rowSchema(shape, held, side, table), side)
        : fieldSchema(field, side, table.dictionaries);
    const elsewhere = field.also.length > 0 || field.from_envelope !== null;
    if (side === "input" && field.required && !field.may_be_empty && !elsewhere) {
      required.push(field.name);
    }
  }
  const needed = required.length > 0 ? { required } : {};
  return { type: "object", properties, ...needed };
}

const NUMBERS: readonly FieldType[] = ["amount", "price", "quantity", "rate", "decimal"];

function fieldSchema(
  field: FieldShape,
  side: Side,
  dictionaries: ReadonlyMap<string, Dictionary>,
): Json {
  const note = [field.label, field.note, valuesOf(field, dictionaries)].filter((part) => part);
  const description = note.join("；");
  if (side === "output") return { ...outputType(field.type), description };
  const needed = field.required && !field.may_be_empty;
  return { ...inputType(field, needed, dictionaries), description };
}

function valuesOf(field: FieldShape, dictionaries: ReadonlyMap<string, Dictionary>): string {
  const dictionary = field.dictionary === null ? undefined : dictionaries.get(field.dictionary);
  if (dictionary === undefined) return "";
  const shown = [...dictionary.values].slice(0, 20).map(([value, name]) => `${value} ${name}`);
  return `字典 ${dictionary.name}：${shown.join("、")}${dictionary.values.size > 20 ? "……" : ""}`;
}

/** Empty text stands for nothing in every type, and null where nothing is needed. */
function inputType(
  field: FieldShape,
  needed: boolean,
  dictionaries: ReadonlyMap<string, Dictionary>,
): Schema {
  const { type } = field;
  const or = (...types: readonly string[]): Schema =>
    needed ? { type: types, minLength: 1 } : { type: [...types, "null"] };
  if (type === "json") return {};
  if (type === "texts") return or("array", "string");
  if (type === "boolean") return or("boolean", "string", "integer");
  if (type === "bytes") return { ...or("string", "array"), contentEncoding: "base64" };
  if (type === "integer") return or("integer", "string");
  if (NUMBERS.includes(type)) return or("number", "string");
  const dictionary = field.dictionary === null ? undefined : dictionaries.get(field.dictionary);
  if (dictionary?.enforced)
    return { enum: [...codesOf(dictionary), ...(needed ? [] : EMPTY.enum)] };
  if (field.name === "exp_content") return or("string", "object", "array");
  return or("string", "number");
}

/** A code of digits may come as a JSON number. */
function codesOf({ values, aliases }: Dictionary): readonly Json[] {
  const codes = [...new Set([...values.keys(), ...aliases.keys()])];
  return [...codes, ...codes.filter((code) => /^[1-9]\d{0,14}$/.test(code)).map(Number)];
}

function outputType(type: FieldType): Schema {
  if (type === "texts" || type === "array") return { type: "array" };
  if (type === "boolean") return { type: "boolean" };
  if (type === "integer") return { type: "integer" };
  if (NUMBERS.includes(type)) return { type: "number" };
  return { type: "string" };
}

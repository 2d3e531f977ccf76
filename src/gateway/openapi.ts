import { type Json, openapiSchemas, schemaName } from "./openapi-schema.ts";
import type { TransactionShape, TransactionTable } from "./transaction-shape.ts";

/**
 * The national interface and our own addresses as an OpenAPI 3.1 document, made from the
 * transaction table: one path a transaction, its code in the address.
 */

const CALL = "/fsi/api/rsfComIfsService/callService";

const DESCRIPTION = [
  "国家医保信息平台定点医药机构接口。报文为 UTF-8 的 JSON，业务失败也答 HTTP 200，以 infcode 区分：",
  "0 成功，-1 失败（err_msg 说明原因与改法）。同一报文（机构、msgid、交易编号）重发得到相同的应答。",
  '数字可以写成文本；空值可以不写，也可以是 ""、null 或 "null"。',
  "The national interface for hospitals and pharmacies, and the platform's own addresses.",
].join("\n");

const DEPTH_WORDS: Readonly<Record<TransactionShape["depth"], string>> = {
  full: "完整办理 · full: behaviour, state, money",
  kept: "校验并留存 · kept: checked, stored, queryable",
  refused: "不办理 · refused",
};

export function openapiDocument(table: TransactionTable): { readonly [name: string]: Json } {
  const paths: Record<string, Json> = {};
  for (const shape of table.transactions.values()) {
    paths[`${CALL}/${shape.sent_as}`] = { post: transactionOperation(shape) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "医保 Yibao",
      version: "1",
      summary: "The national healthcare-security interface, and Yibao's own API",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [
      { name: "full", description: DEPTH_WORDS.full },
      { name: "kept", description: DEPTH_WORDS.kept },
      { name: "refused", description: DEPTH_WORDS.refused },
      { name: "platform", description: "平台自己的地址 · the platform's own addresses" },
    ],
    // Signing is off unless the platform is started to require it.
    security: [
      {},
      { gatewayKey: [], gatewaySignature: [] },
      { portalKey: [], portalSignature: [] },
    ],
    paths: { ...paths, ...OWN_PATHS },
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: { institution: INSTITUTION },
      responses: RESPONSES,
      schemas: openapiSchemas(table),
    },
  };
}

const SECURITY_SCHEMES: Json = {
  gatewayKey: {
    type: "apiKey",
    in: "header",
    name: "_api_access_key",
    description: "AK；另须 _api_name、_api_timestamp（毫秒或秒）、_api_version",
  },
  gatewaySignature: {
    type: "apiKey",
    in: "header",
    name: "_api_signature",
    description: "base64(HMAC-SHA1(SK, 四个请求头按名称排序的 k=v 以 & 连接))",
  },
  portalKey: {
    type: "apiKey",
    in: "header",
    name: "x-tif-paasid",
    description: "paasid；另须 x-tif-timestamp（秒）、x-tif-nonce",
  },
  portalSignature: {
    type: "apiKey",
    in: "header",
    name: "x-tif-signature",
    description: "hex(SHA-256(timestamp + token + nonce + timestamp))",
  },
};

const INSTITUTION: Json = {
  name: "institution",
  in: "path",
  required: true,
  description: "定点医药机构编号 · code of the institution",
  schema: { type: "string" },
};

function answered(description: string, schema: Json, type = "application/json"): Json {
  return { description, content: { [type]: { schema } } };
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

const RETRY_AFTER: Json = {
  description: "几秒后重发 · seconds to wait",
  schema: { type: "integer", minimum: 1 },
};

const RESPONSES: Json = {
  rejected: answered("请求头签名不被接受 · rejected by the gateway", reference("Rejection")),
  overQuota: {
    description: "调用过于频繁，没有办理 · too often, nothing was done",
    headers: { "Retry-After": RETRY_AFTER },
    content: { "application/json": { schema: reference("Refusal") } },
  },
  busy: {
    description: "平台繁忙，没有办理 · busy, nothing was done",
    headers: { "Retry-After": RETRY_AFTER },
    content: { "application/json": { schema: reference("Refusal") } },
  },
  fault: answered("平台故障，结果未知，请用同一报文重发 · outcome unknown", reference("Refusal")),
  problem: answered("RFC 9457", reference("Problem"), "application/problem+json"),
};

function transactionOperation(shape: TransactionShape): Json {
  const name = schemaName(shape);
  const success = answered("infcode 为 0 时成功，为 -1 时 err_msg 说明原因 · success or refusal", {
    oneOf: [reference(`Answer${name}`), reference("Refusal")],
  });
  return {
    operationId: `call${name}`,
    summary: `${shape.sent_as} ${shape.name} · ${shape.title}`,
    description: transactionDescription(shape),
    tags: [shape.depth],
    requestBody: {
      required: true,
      content: { "application/json": { schema: reference(`Request${name}`) } },
    },
    responses: {
      "200": success,
      "401": { $ref: "#/components/responses/rejected" },
      "429": { $ref: "#/components/responses/overQuota" },
      "500": { $ref: "#/components/responses/fault" },
      "503": { $ref: "#/components/responses/busy" },
    },
  };
}

function transactionDescription(shape: TransactionShape): string {
  const effect = shape.effect === "change" ? "写入，重发得到相同应答" : "查询";
  const reason = shape.reason === null ? "" : `（${shape.reason}）`;
  const exceptions = shape.exceptions.map(({ where, why }) => `- ${where}：${why}`);
  return [`${DEPTH_WORDS[shape.depth]}${reason}。${effect}。`, ...exceptions].join("\n");
}

function ownOperation(operation: {
  readonly id: string;
  readonly summary: string;
  readonly responses: Json;
  readonly parameters?: readonly Json[];
}): Json {
  const { id, summary, responses, parameters } = operation;
  const named = parameters === undefined ? {} : { parameters };
  return {
    get: { operationId: id, summary, tags: ["platform"], security: [{}], ...named, responses },
  };
}

const OF_INSTITUTION: readonly Json[] = [{ $ref: "#/components/parameters/institution" }];
const PROBLEM: Json = { $ref: "#/components/responses/problem" };
const PAGE: Json = answered("HTML", { type: "string" }, "text/html");

const OWN_PATHS: { readonly [path: string]: Json } = {
  "/healthz": ownOperation({
    id: "health",
    summary: "平台与数据库是否可用 · health",
    responses: {
      "200": answered("可用 · serving", reference("Health")),
      "503": answered("数据库不可用 · no database", reference("Health")),
    },
  }),
  "/api/openapi.json": ownOperation({
    id: "openapi",
    summary: "本文档 · this document",
    responses: { "200": answered("OpenAPI 3.1", { type: "object" }) },
  }),
  "/api/v1/conformance": ownOperation({
    id: "conformanceList",
    summary: "调用过接口的机构 · institutions that have called",
    responses: { "200": answered("机构 · institutions", reference("ConformanceList")) },
  }),
  "/api/v1/conformance/{institution}": ownOperation({
    id: "conformance",
    summary: "一家机构的接口符合性报告 · conformance report of an institution",
    parameters: OF_INSTITUTION,
    responses: { "200": answered("报告 · report", reference("Conformance")), "404": PROBLEM },
  }),
  "/sandbox": ownOperation({
    id: "sandboxPage",
    summary: "接入沙箱 · the sandbox",
    responses: { "200": PAGE },
  }),
  "/sandbox/{institution}": ownOperation({
    id: "conformancePage",
    summary: "符合性报告的网页 · the report as a page",
    parameters: OF_INSTITUTION,
    responses: { "200": PAGE, "404": PROBLEM },
  }),
};

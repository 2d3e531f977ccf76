import { OWN_PATHS } from "./openapi-own-paths.ts";
import { answered, type Json, openapiSchemas, reference, schemaName } from "./openapi-schema.ts";
import type { TransactionShape, TransactionTable } from "./transaction-shape.ts";

/**
 * The national interface and our own addresses as an OpenAPI 3.1 document, made from the
 * transaction table: one path a transaction, its code in the address. `further` are the paths of
 * rooms above.
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

export function openapiDocument(
  table: TransactionTable,
  further: { readonly [path: string]: Json } = {},
): { readonly [name: string]: Json } {
  const paths: Record<string, Json> = { ...further };
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
      { name: "workbench", description: "工作台与门户 · the workbench and the portals" },
    ],
    // Signing is off unless the platform is started to require it.
    security: [
      {},
      { gatewayKey: [], gatewaySignature: [] },
      { portalKey: [], portalSignature: [] },
    ],
    paths: { ...paths, ...OWN_PATHS },
    components: {
      securitySchemes:
        Object.keys(further).length === 0 ? SECURITY_SCHEMES : { ...SECURITY_SCHEMES, session },
      parameters: { institution: INSTITUTION },
      responses: RESPONSES,
      schemas: openapiSchemas(table),
    },
  };
}

/** By whom the paths of rooms above are called. */
const session: Json = {
  type: "apiKey",
  in: "cookie",
  name: "yibao_session",
  description: "登录后由浏览器携带 · the session of a browser",
};

const SECURITY_SCHEMES = {
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

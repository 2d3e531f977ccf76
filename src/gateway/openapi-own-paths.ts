import { answered, type Json, reference } from "./openapi-schema.ts";

/** Our own addresses; a test of the server room holds the list against what is served. */

interface OwnOperation {
  readonly id: string;
  readonly summary: string;
  readonly responses: Json;
  readonly parameters?: readonly Json[];
  readonly body?: Json;
  /** Signed like a message, where the platform requires it. */
  readonly signed?: true;
}

function operation({ id, summary, responses, parameters, body, signed }: OwnOperation): Json {
  return {
    operationId: id,
    summary,
    tags: ["platform"],
    ...(signed ? {} : { security: [{}] }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses,
  };
}

function ownOperation(own: OwnOperation): Json {
  return { get: operation(own) };
}

function query(name: string, description: string, schema: Json): Json {
  return { name, in: "query", description, schema };
}

const OF_INSTITUTION: readonly Json[] = [{ $ref: "#/components/parameters/institution" }];
const OF_PACK: Json = {
  name: "code",
  in: "path",
  required: true,
  description: "政策包的六位代码",
  schema: { type: "string" },
};
const PROBLEM: Json = { $ref: "#/components/responses/problem" };
const PAGE: Json = answered("HTML", { type: "string" }, "text/html");

export const OWN_PATHS: { readonly [path: string]: Json } = {
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
  "/api/v1/events": ownOperation({
    id: "events",
    summary: "本机构结算的变动，按序号续取 · what happened to an institution's settlements",
    signed: true,
    parameters: [
      query("after", "上次应答的 next", { type: "integer", minimum: 0 }),
      query("limit", "最多几条", { type: "integer", minimum: 1, maximum: 1_000 }),
      query("fixmedins_code", "定点医药机构编号；签名的请求可省", { type: "string" }),
    ],
    responses: {
      "200": answered("变动 · events", reference("Events")),
      "400": PROBLEM,
      "401": PROBLEM,
      "403": PROBLEM,
      "404": PROBLEM,
      "429": PROBLEM,
    },
  }),
  "/api/v1/settlements/{settlement_id}/explanation": ownOperation({
    id: "explanation",
    summary: "本机构一笔结算的逐步说明 · a settlement of one's own, in the words of the clauses",
    signed: true,
    parameters: [
      {
        name: "settlement_id",
        in: "path",
        required: true,
        description: "结算ID",
        schema: { type: "string" },
      },
      query("psn_no", "人员编号（必填）", { type: "string" }),
      query("language", "zh 中文，en 英文；省略为中文", { enum: ["zh", "en"] }),
      query("fixmedins_code", "定点医药机构编号；签名的请求可省", { type: "string" }),
    ],
    responses: {
      "200": answered("说明 · explanation", reference("Explanation")),
      "400": PROBLEM,
      "401": PROBLEM,
      "403": PROBLEM,
      "404": PROBLEM,
      "429": PROBLEM,
    },
  }),
  "/api/v1/policy/{code}": ownOperation({
    id: "policy",
    summary: "某日有效、某时已知的政策 · the policy effective on a day, as known at a moment",
    parameters: [
      OF_PACK,
      query("date", "哪一天有效的政策；省略为今天", { type: "string", format: "date" }),
      query("known_at", "按那时已发布的版本（北京时间，如 2026-11-22 10:00:00）；省略为现在", {
        type: "string",
      }),
      query("benefit", "只看一项待遇", { type: "string" }),
    ],
    responses: {
      "200": answered("政策 · policy", reference("Policy")),
      "400": PROBLEM,
      "404": PROBLEM,
    },
  }),
  "/api/v1/policy/{code}/versions": ownOperation({
    id: "policyVersions",
    summary: "一个政策包的各版及其经过，新的在前 · versions of a pack, the newest first",
    parameters: [
      OF_PACK,
      query("before", "只要版本号小于它的", { type: "integer", minimum: 1 }),
      query("limit", "最多几版", { type: "integer", minimum: 1, maximum: 1_000 }),
    ],
    responses: {
      "200": answered("各版 · versions", reference("PolicyVersions")),
      "400": PROBLEM,
      "404": PROBLEM,
    },
  }),
  "/api/v1/calculator": {
    post: operation({
      id: "calculate",
      summary: "试算一张账单，不保存任何内容 · what a bill would come to; nothing is kept",
      body: reference("CalculatorQuestion"),
      responses: {
        "200": answered(
          "拆分、步骤、待核实的数值 · split and steps",
          reference("CalculatorAnswer"),
        ),
        "400": PROBLEM,
        "413": PROBLEM,
        "429": PROBLEM,
      },
    }),
  },
  "/api/v1/calculator/options": ownOperation({
    id: "calculatorOptions",
    summary: "试算可以填写什么 · what may be filled into the calculator",
    parameters: [query("date", "哪一天的待遇；不写即今天", { type: "string", format: "date" })],
    responses: {
      "200": answered("可填的值及其名称 · values and titles", reference("CalculatorOptions")),
      "400": PROBLEM,
      "429": PROBLEM,
    },
  }),
  "/api/v1/purchase-orders/{order_no}/confirm": {
    post: operation({
      id: "confirmPurchaseOrder",
      summary: "参保人确认异地购药订单（沙箱代替其手机） · the insured person confirms an order",
      parameters: [{ name: "order_no", in: "path", required: true, schema: { type: "string" } }],
      body: reference("Confirmation"),
      responses: {
        "200": answered("已结算 · settled", reference("ConfirmedOrder")),
        "400": PROBLEM,
        "404": PROBLEM,
        "409": PROBLEM,
      },
    }),
  },
};

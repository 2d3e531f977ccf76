import Fastify from "fastify";
import { afterAll, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import type { StandingOrder } from "../settlement/index.ts";
import { purchaseOrderApi } from "./purchase-order.api.ts";

// Goal: the confirmation over HTTP, and each way in which it is refused.

const app = Fastify();
await app.register(purchaseOrderApi, {
  confirm: async (institution_code, order_no) => {
    if (institution_code === "P1") {
      return { order_no, state: "paid", settlement_id: 7 } as StandingOrder;
    }
    if (institution_code === "P2") throw new YibaoError("GATEWAY-ORDER-UNKNOWN", { order_no });
    throw new Error("secret inside");
  },
});
afterAll(() => app.close());

function confirm(payload: object) {
  return app.inject({ method: "POST", url: "/api/v1/purchase-orders/N1/confirm", payload });
}

test("an order is confirmed by its number and its pharmacy", async () => {
  const answer = await confirm({ fixmedins_code: "P1" });
  expect(answer.json()).toEqual({ order_no: "N1", state: "paid", settlement_id: "7" });
});

test("unknown is 404, no pharmacy 400, a fault of ours 500 without its inside", async () => {
  const unknown = await confirm({ fixmedins_code: "P2" });
  expect(unknown.statusCode).toBe(404);
  expect(unknown.headers["content-type"]).toContain("application/problem+json");
  expect(unknown.json().detail).toContain("N1");
  const nobody = await confirm({});
  expect(nobody.statusCode).toBe(400);
  expect(nobody.json().detail).toBe("缺少 fixmedins_code。请填写后重发");
  const fault = await confirm({ fixmedins_code: "P3" });
  expect(fault.statusCode).toBe(500);
  expect(fault.body).not.toContain("secret");
});

test.each([
  ["{", "application/json", "请求内容不是有效的 JSON"],
  ["", "application/json", "请求内容不是有效的 JSON"],
  ["<a/>", "application/xml", "请求内容不是有效的 JSON"],
  ["[]", "application/json", "请求内容应为 JSON 对象"],
  ['{"fixmedins_code":""}', "application/json", "fixmedins_code 的值不可用"],
])("%j as %s is the caller's mistake, and told in Chinese", async (payload, type, detail) => {
  const url = "/api/v1/purchase-orders/N1/confirm";
  const headers = { "content-type": type };
  const answer = await app.inject({ method: "POST", url, payload, headers });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().detail).toContain(detail);
  expect(answer.json().detail).not.toMatch(/body|must|Unsupported/);
});

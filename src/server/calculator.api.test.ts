import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openapiDocument, transactionTable } from "../gateway/index.ts";
import { loadRegion } from "../policy/index.ts";
import { calculate } from "../settlement/index.ts";
import { packageRoot } from "../store/index.ts";
import { CALCULATOR_PATH, calculatorApi } from "./calculator.api.ts";

// Goal: anybody may ask what a bill would come to, over HTTP, in bounds, and is told what is wrong.

const region = loadRegion("430400");
let now = new Date("2025-06-01T02:00:00Z");
const faults: unknown[] = [];
let app: FastifyInstance;

async function serve(quota = { per_second: 1_000, burst: 1_000 }) {
  const made = Fastify();
  const onFault = (error: unknown) => faults.push(error);
  await made.register(calculatorApi, {
    region: { value: region },
    clock: () => now,
    quota,
    onFault,
  });
  return made;
}

beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());

const STAY = {
  insutype: "310",
  visit_type: "住院",
  level: "三级",
  date: "2025-06-01",
  total: "20000",
  compare: ["level1"],
};

function ask(payload: unknown, headers: Record<string, string> = {}) {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const sent = { "content-type": "application/json", ...headers };
  return app.inject({ method: "POST", url: CALCULATOR_PATH, payload: text, headers: sent });
}

const document = openapiDocument(transactionTable()) as {
  components: { schemas: Record<string, object> };
};

function schema(name: string) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile({ ...document.components.schemas[name] });
}

test("a question is answered by the engine, in the form the document promises", async () => {
  const answer = await ask(STAY);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.json()).toEqual(JSON.parse(JSON.stringify(calculate(region, STAY))));
  expect(schema("CalculatorQuestion")(STAY)).toBe(true);
  expect(schema("CalculatorAnswer")(answer.json())).toBe(true);
});

test("the paper names every field, and its example is answered", async () => {
  const paper = readFileSync(join(packageRoot(), "docs", "calculator.md"), "utf8");
  const [, example = ""] = /```json\n([^`]+)```/.exec(paper) ?? [];
  const answer = await ask(example);
  expect(answer.statusCode).toBe(200);
  expect(answer.json().compare).toHaveLength(3);
  const { properties } = document.components.schemas.CalculatorQuestion as {
    properties: Record<string, object>;
  };
  const rows = [...paper.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(rows.toSorted()).toEqual(Object.keys(properties).toSorted());
});

test("the options name what may be filled in, today or on a day", async () => {
  const get = (query: string) => app.inject(`${CALCULATOR_PATH}/options${query}`);
  const today = (await get("")).json();
  expect(today).toMatchObject({ region: "430400", date: "2025-06-01" });
  expect(schema("CalculatorOptions")(today)).toBe(true);
  expect((await get("?date=2022-09-15")).json().benefits.length).toBeLessThan(
    today.benefits.length,
  );
  const wrong = await get("?date=1-6-2025");
  expect(wrong.statusCode).toBe(400);
  expect(wrong.json()).toMatchObject({ code: "DATE-NOT-A-DATE", field: "date" });
});

describe("a refusal is a problem document with field, reason and mend", () => {
  test.each([
    [{ ...STAY, level: "四级" }, "CALCULATOR-NOT-ALLOWED", "level"],
    [{ ...STAY, total: undefined }, "CALCULATOR-MISSING", "total"],
    [{ ...STAY, total: "10000000.01" }, "CALCULATOR-NOT-ALLOWED", "total"],
    [{ ...STAY, name: "某人" }, "CALCULATOR-UNKNOWN-FIELD", "name"],
  ])("%j", async (question, code, field) => {
    const answer = await ask(question);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    const problem = answer.json();
    expect(problem).toMatchObject({ type: "about:blank", status: 400, code, field });
    expect(problem.detail).toBe(`${field}：${problem.reason}。${problem.mend}`);
    expect(schema("Problem")(problem)).toBe(true);
  });

  test.each([
    ["{", 400],
    ["[]", 400],
    [JSON.stringify({ ...STAY, disease: "x".repeat(70_000) }), 413],
  ])("for what is no question", async (payload, status) => {
    const answer = await ask(payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ type: "about:blank", status });
    expect(answer.json().detail).toMatch(/\p{Script=Han}/u);
  });

  test("asked too often from one address, with the time to come back", async () => {
    const bounded = await serve({ per_second: 1, burst: 2 });
    const get = () => bounded.inject(`${CALCULATOR_PATH}/options`);
    expect([(await get()).statusCode, (await get()).statusCode]).toEqual([200, 200]);
    const over = await get();
    expect(over.statusCode).toBe(429);
    expect(Number(over.headers["retry-after"])).toBeGreaterThan(0);
    now = new Date(now.getTime() + 1_000);
    expect((await get()).statusCode).toBe(200);
    await bounded.close();
  });
});

test("nothing of all this was a fault of ours", () => {
  expect(faults).toEqual([]);
});

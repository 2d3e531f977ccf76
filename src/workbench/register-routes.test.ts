import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PEOPLE } from "../../test/support/small-region.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../test/support/small-workbench.ts";
import { YibaoError } from "../kernel/index.ts";
import { AUDIT_ROUTES } from "./administration/audit.routes.ts";
import { DEMO_ROUTES } from "./front/demo.routes.ts";
import { SESSION_ROUTES } from "./front/session.routes.ts";
import { listRoute } from "./list-route.ts";
import { download, route } from "./route.ts";

// Goal: whatever a route does, the registrar asks who is calling, keeps what was done or refused,
// reads only what the caller may see, and answers a failure with one problem document.

const { psn_no } = PEOPLE.worker;

const person = route({
  method: "GET",
  path: "/api/v1/test/people/:person_no",
  title: "试读一人",
  right: "people.read",
  params: Type.Object({ person_no: Type.String() }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ found: Type.Integer() }),
  handle: ({ read }, { params }) =>
    read(async (runner) => {
      const text = "select count(*)::int as found from people.person where person_no = $1";
      const { rows } = await runner.query<{ found: number }>(text, [params.person_no]);
      return { found: rows[0]?.found ?? 0 };
    }),
});

const written = route({
  method: "POST",
  path: "/api/v1/test/written",
  title: "试写",
  right: "people.read",
  body: Type.Object({ kind: Type.Enum(["refuse", "break", "write", "do"]), word: Type.String() }),
  secrets: ["word"],
  answer: Type.Object({}),
  handle: async ({ read }, { body }) => {
    if (body.kind === "refuse") throw new YibaoError("ACCESS-REGION", { region: "440000" });
    if (body.kind === "break") throw new Error("a fault of ours");
    if (body.kind === "write") {
      await read((runner) => runner.query("delete from people.identity"));
    }
    return {};
  },
});

const numbers = listRoute({
  path: "/api/v1/test/numbers",
  title: "试列",
  right: "people.read",
  filters: { least: Type.Optional(Type.Integer()) },
  row: { name: Type.String(), amount_fen: Type.Integer() },
  columns: [
    { key: "name", title: "名称", kind: "text" },
    { key: "amount_fen", title: "金额（元）", kind: "amount" },
  ],
  sortable: ["amount_fen"],
  rows: async (_context, { least = 0 }, { offset, limit, sort }) => {
    const all = Array.from({ length: 500 }, (_, index) => index).filter((one) => one >= least);
    if (sort === "-amount_fen") all.reverse();
    const rows = all.slice(offset, offset + limit).map((one) => {
      return { name: one === 0 ? "=1+1" : `第${one}项`, amount_fen: one * 101 };
    });
    return { rows, total: all.length };
  },
});

const file = route({
  method: "POST",
  path: "/api/v1/test/file",
  title: "试传文件",
  right: "people.read",
  raw_body: true,
  body: Type.Unknown(),
  answer: Type.Object({}),
  handle: async (_context, { body }) => download("回传.txt", "text/plain", body as Buffer),
});

const ROUTES = [...SESSION_ROUTES, ...AUDIT_ROUTES, ...DEMO_ROUTES, person, written, numbers, file];

let workbench: SmallWorkbench;

beforeAll(async () => {
  workbench = await openSmallWorkbench(ROUTES);
});
afterAll(() => workbench.close());

async function events(query: string) {
  const { json } = await workbench.ask("auditor", { url: `/api/v1/audit?${query}` });
  return json.rows as Record<string, unknown>[];
}

describe("who is calling", () => {
  test("the cookie is for this site's own pages, and no script reads it", async () => {
    const { account, password } = workbench.accounts[0] as (typeof workbench.accounts)[0];
    const signedIn = await workbench.app.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { account, password },
    });
    const set = String(signedIn.headers["set-cookie"]);
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    expect(signedIn.headers["cache-control"]).toBe("no-store");
  });

  test("a page of another site changes nothing, even with the cookie", async () => {
    const cookie = await workbench.session("agency-clerk");
    const answer = await workbench.app.inject({
      method: "POST",
      url: "/api/v1/test/written",
      headers: { cookie, "sec-fetch-site": "cross-site" },
      payload: { kind: "do", word: "" },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "ACCESS-OTHER-SITE"]);
  });

  test("a session that was ended is nobody's", async () => {
    const cookie = await workbench.session("agency-clerk");
    const ended = await workbench.ask(null, { method: "DELETE", url: "/api/v1/session", cookie });
    expect(ended.status).toBe(200);
    const after = await workbench.ask(null, { url: "/api/v1/test/numbers", cookie });
    expect([after.status, after.json.code]).toEqual([401, "ACCESS-SIGN-IN"]);
  });

  test("demo accounts are told in a demo only", async () => {
    const told = await workbench.ask(null, { url: "/api/v1/demo/accounts" });
    expect(told.json.accounts.length).toBe(workbench.accounts.length);
    const { house } = workbench;
    Object.assign(house, { is_demo: false });
    try {
      const refused = await workbench.ask(null, { url: "/api/v1/demo/accounts" });
      expect([refused.status, refused.json.code]).toEqual([404, "WORKBENCH-NO-DEMO"]);
    } finally {
      Object.assign(house, { is_demo: true });
    }
  });
});

describe("what is kept", () => {
  test("each read of a person, and nothing of a list without one", async () => {
    const answer = await workbench.ask("agency-clerk", { url: `/api/v1/test/people/${psn_no}` });
    expect(answer.json).toEqual({ found: 1 });
    const [event] = await events(`person_no=${psn_no}`);
    expect(event).toMatchObject({
      account: "agency-clerk",
      route: "GET /api/v1/test/people/{person_no}",
      outcome: "done",
    });
  });

  test.each([
    ["do", "done", null, 200],
    ["refuse", "refused", "ACCESS-REGION", 403],
    ["break", "failed", null, 500],
  ])("a write that ends as %s, without its secret", async (kind, outcome, code, status) => {
    const body = { kind, word: "秘密的话" };
    const asked = { method: "POST", url: "/api/v1/test/written", body } as const;
    const answer = await workbench.ask("agency-clerk", asked);
    expect(answer.status).toBe(status);
    const [event] = await events("route=POST%20%2Fapi%2Fv1%2Ftest%2Fwritten&limit=1");
    expect(event).toMatchObject({ outcome, code });
    expect(event?.details).toContain(kind);
    expect(event?.details).not.toContain("秘密的话");
  });

  test("a fault of ours is told to the operator, and its inside to nobody else", async () => {
    const fault = workbench.faults.splice(0).find((error) => (error as Error).message !== "");
    expect((fault as Error).message).toBe("a fault of ours");
    const body = { kind: "break", word: "" };
    const asked = { method: "POST", url: "/api/v1/test/written", body } as const;
    const answer = await workbench.ask("agency-clerk", asked);
    expect(answer.text).not.toContain("fault of ours");
    workbench.faults.splice(0);
  });
});

describe("what is read", () => {
  test("can only be read: the database refuses a write", async () => {
    const body = { kind: "write", word: "" };
    const asked = { method: "POST", url: "/api/v1/test/written", body } as const;
    const answer = await workbench.ask("agency-clerk", asked);
    expect(answer.status).toBe(500);
    expect(String(workbench.faults.splice(0)[0])).toMatch(/read-only|permission denied/);
  });

  test("a list comes in pages, sorted, and whole as CSV and xlsx", async () => {
    const page = await workbench.ask("agency-clerk", {
      url: "/api/v1/test/numbers?least=100&offset=10&limit=2&sort=-amount_fen",
    });
    expect(page.json).toEqual({
      rows: [
        { name: "第489项", amount_fen: 49_389 },
        { name: "第488项", amount_fen: 49_288 },
      ],
      total: 400,
    });
    const csv = await workbench.ask("agency-clerk", { url: "/api/v1/test/numbers?format=csv" });
    const lines = csv.text.split("\n");
    expect(lines.slice(0, 3)).toEqual(["\uFEFF名称,金额（元）", "'=1+1,0.00", "第1项,1.01"]);
    expect(lines.length).toBe(502);
    const xlsx = await workbench.ask("agency-clerk", { url: "/api/v1/test/numbers?format=xlsx" });
    expect(String(xlsx.headers["content-disposition"])).toContain(encodeURIComponent("试列.xlsx"));
    expect(xlsx.text.slice(0, 2)).toBe("PK");
    const tooMany = await workbench.ask("agency-clerk", { url: "/api/v1/test/numbers?limit=201" });
    expect(tooMany.status).toBe(400);
  });

  test("a file is taken and given as it is", async () => {
    const cookie = await workbench.session("agency-clerk");
    const answer = await workbench.app.inject({
      method: "POST",
      url: "/api/v1/test/file",
      headers: { cookie, "content-type": "application/octet-stream" },
      payload: Buffer.from("文件的内容"),
    });
    expect([answer.statusCode, answer.body]).toEqual([200, "文件的内容"]);
  });
});

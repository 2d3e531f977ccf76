import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Right, ROLES, type RoleId, rightsOf } from "../src/access/index.ts";
import { ROUTES, type Route, routeName } from "../src/workbench/index.ts";
import { openSmallWorkbench, type SmallWorkbench } from "./support/small-workbench.ts";

// Goal: each route of the browser declares who may call it, and every other role is refused, with
// the refusal in the audit. Generated: a new route or role is in it without being named here.

let workbench: SmallWorkbench;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench.close());

const ROLE_IDS = Object.keys(ROLES) as RoleId[];

function mayCall({ right }: Route, role: RoleId): boolean {
  if (right === "public" || right === "signed-in") return true;
  const anyOf: readonly Right[] = typeof right === "string" ? [right] : right;
  const own = rightsOf([role]);
  return anyOf.some((one) => own.has(one));
}

/** An address of the route; what it names need not exist: who may not call is told so before. */
function addressOf({ path }: Route): string {
  return path.replace(/:\w+/g, "999999");
}

/** Those that end the caller's own session would sign it out for the rest of the test. */
const ENDING = new Set(["DELETE /api/v1/session", "PUT /api/v1/session/password"]);

describe("every route × every role", () => {
  test("the routes are many, each declared once, and open only where that is said", () => {
    const names = ROUTES.map(routeName);
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    const open = ROUTES.filter(({ right }) => right === "public");
    expect(open.every(({ path }) => PUBLIC_PLACES.test(path))).toBe(true);
    expect(ROUTES.every(({ title }) => /\p{Script=Han}/u.test(title))).toBe(true);
  });

  test.each(ROUTES.map((one) => [routeName(one), one] as const))("%s", async (name, one) => {
    const asking = { method: one.method, url: addressOf(one), body: bodyOf(one) };
    if (one.right !== "public") {
      const nobody = await workbench.ask(null, asking);
      expect([nobody.status, nobody.json.code]).toEqual([401, "ACCESS-SIGN-IN"]);
    }
    for (const role of ROLE_IDS) {
      if (mayCall(one, role) && ENDING.has(name)) continue;
      const answer = await workbench.ask(role, asking);
      const isRefused = answer.status === 403 && answer.json?.code === "ACCESS-NO-RIGHT";
      expect([role, isRefused]).toEqual([role, !mayCall(one, role)]);
      expect([role, answer.status]).not.toEqual([role, 401]);
    }
  });

  test("no refusal was a fault, and each of a signed-in role is in the audit", async () => {
    expect(workbench.faults).toEqual([]);
    const refused = await workbench.ask("auditor", {
      url: "/api/v1/audit?outcome=refused&limit=1",
    });
    const expected = ROUTES.flatMap((one) => ROLE_IDS.filter((role) => !mayCall(one, role)));
    expect(refused.json.total).toBeGreaterThanOrEqual(expected.length);
  });
});

/** Where what anybody may ask for stands. */
const PUBLIC_PLACES = /^\/api\/v1\/(session|public|demo)(\/|$)/;

function bodyOf({ method, body }: Route): unknown {
  return method === "GET" || body === undefined ? undefined : {};
}

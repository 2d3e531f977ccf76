import Fastify, { type FastifyInstance } from "fastify";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  openTestProvider,
  type ProviderSays,
  type TestProvider,
} from "../../../test/support/openid-provider.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { createAccount, createOpenidProvider, type RoleId } from "../../access/index.ts";
import { registerRoutes } from "../register-routes.ts";
import { ROUTES } from "../routes.ts";
import { ownPage } from "./openid.routes.ts";

// Goal: a member of staff signs in by the organisation's own provider, and nobody else does: not
// with an answer that was changed, taken from another browser or used before, not by an account
// that is not linked, disabled or locked, and nobody is led to another site.

const PASSWORD = "Fictitious-9x7";
const START = "/api/v1/session/oidc";

let workbench: SmallWorkbench;
let provider: TestProvider;
let app: FastifyInstance;
let now: Date;

interface ServedWith {
  readonly issuer?: string;
  readonly trusts_factor?: boolean;
}

/** The routes of the browser with the provider as the organisation's sign-in. */
async function served({ issuer, trusts_factor = false }: ServedWith): Promise<FastifyInstance> {
  const { client_id, client_secret } = provider;
  const openid = createOpenidProvider({
    ...{ client_id, client_secret, trusts_factor, public_url: null },
    issuer: issuer ?? provider.issuer,
  });
  const house = { ...workbench.house, openid, clock: () => now };
  const made = Fastify();
  await made.register(async (scope) => registerRoutes(scope, { house, routes: ROUTES }));
  return made;
}

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  provider = await openTestProvider("nobody");
  now = workbench.platform.now;
  app = await served({});
});
beforeEach(() => {
  provider.refused.length = 0;
});
afterAll(async () => {
  expect(workbench.faults).toEqual([]);
  await app.close();
  await provider.close();
  await workbench.close();
});

/** A browser that keeps its cookies; it has none of another's. */
function browser(on: FastifyInstance = app) {
  const jar = new Map<string, string>();
  const send = async (method: "GET" | "POST" | "PUT" | "DELETE", url: string, body?: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = cookie === "" ? {} : { cookie };
    const answer = await on.inject({
      ...{ method, url, headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  const get = (url: string) => send("GET", url);
  return { jar, send, get };
}

type Browser = ReturnType<typeof browser>;

/** To the provider and back again: the address that the provider sends the browser to. */
async function toProviderAndBack(one: Browser, says: ProviderSays, page?: string) {
  provider.says = says;
  const query = page === undefined ? "" : `?return_to=${encodeURIComponent(page)}`;
  const sent = await one.get(`${START}${query}`);
  expect(sent.statusCode).toBe(302);
  const there = await fetch(String(sent.headers.location), { redirect: "manual" });
  const back = new URL(there.headers.get("location") ?? "");
  return `${back.pathname}${back.search}`;
}

/** Signs in as far as the provider goes; where the browser is led. */
async function signInBy(one: Browser, says: ProviderSays, page?: string): Promise<string> {
  const answer = await one.get(await toProviderAndBack(one, says, page));
  expect(answer.statusCode).toBe(302);
  return String(answer.headers.location);
}

/** What the sign-in page is told. */
async function told(one: Browser): Promise<{ code?: string; detail?: string; account?: string }> {
  return (await one.get(`${START}/state`)).json();
}

/** A staff account linked to a subject; its number. */
async function linkedAccount(account: string, subject: string, roles: readonly RoleId[] = []) {
  const given = { account, name: `虚构·${account}`, kind: "staff" as const, regions: ["430400"] };
  const { store } = workbench.platform;
  const account_no = await createAccount(store, { ...given, roles, password: PASSWORD }, null, now);
  const linked = await link(account_no, subject);
  expect(linked.status).toBe(200);
  return account_no;
}

async function link(account_no: number, subject: string, role: RoleId = "security-officer") {
  const one = browser();
  one.jar.set(...(await officer(role)));
  const url = `/api/v1/accounts/${account_no}/identity`;
  const answer = await one.send("PUT", url, { subject });
  return { status: answer.statusCode, code: answer.json().code };
}

async function officer(role: RoleId): Promise<[string, string]> {
  const [name = "", value = ""] = (await workbench.session(role)).split("=");
  return [name, value];
}

async function events(account: string | null, code: string | null) {
  const { rows } = await workbench.platform.store.query<{ outcome: string; details: string }>(
    `select outcome, details from access.audit_event
      where route = 'sign-in-by-openid' and account is not distinct from $1
        and code is not distinct from $2 order by event_no`,
    [account, code],
  );
  return rows;
}

const REFUSED = "/workbench/sign-in?openid=back";

test("whoever is linked comes in, with PKCE, to the page that was asked for", async () => {
  await linkedAccount("linked", "sub-linked", ["agency-clerk"]);
  const one = browser();
  const led = await signInBy(one, { subject: "sub-linked" }, "/workbench/people?text=%E5%BC%A0");
  expect(led).toBe("/workbench/people?text=%E5%BC%A0");
  expect([...one.jar.keys()]).toEqual(["yibao_session"]);
  const session = (await one.get("/api/v1/session")).json();
  // Its first password, which somebody else made, was not what it came in by.
  expect(session).toMatchObject({ account: "linked", must_change_password: false, openid: true });
  // Nothing of its own shows who holds the account; so it enrols, as after a password.
  expect(session).toMatchObject({ must_enrol: true, rights: [] });
  expect(provider.refused).toEqual([]);
  const [event] = await events("linked", null);
  expect(event?.outcome).toBe("done");
  expect(JSON.parse(event?.details ?? "")).toMatchObject({ subject: "sub-linked" });
});

test("the way there carries what the standard asks for, and a short cookie", async () => {
  const sent = await app.inject({ url: START });
  const there = new URL(String(sent.headers.location)).searchParams;
  expect(Object.fromEntries(there)).toMatchObject({
    ...{ response_type: "code", scope: "openid", code_challenge_method: "S256" },
    redirect_uri: "http://localhost/api/v1/session/oidc/callback",
  });
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(there.get(name)).toMatch(/^[\w-]{43}$/);
  }
  expect(sent.cookies[0]).toMatchObject({
    ...{ name: "yibao_openid", httpOnly: true, sameSite: "Lax", maxAge: 600, path: START },
  });
  const { rows } = await workbench.platform.store.query("select * from access.openid_sign_in");
  expect(JSON.stringify(rows)).not.toContain(sent.cookies[0]?.value);
});

test.each([
  ["nonce", "ACCESS-OIDC-ANSWER"],
  ["signature", "ACCESS-OIDC-ANSWER"],
  ["audience", "ACCESS-OIDC-ANSWER"],
  ["expired", "ACCESS-OIDC-ANSWER"],
  ["unsigned", "ACCESS-OIDC-ANSWER"],
] as const)("an ID token with a wrong %s is believed by nobody", async (wrong, code) => {
  const one = browser();
  expect(await signInBy(one, { subject: "sub-linked", wrong })).toBe(REFUSED);
  expect(one.jar.has("yibao_session")).toBe(false);
  expect((await told(one)).code).toBe(code);
});

test("an answer with another state, or in another browser, is refused", async () => {
  const one = browser();
  const back = await toProviderAndBack(one, { subject: "sub-linked" });
  const changed = back.replace(/state=[^&]+/, "state=another");
  expect((await one.get(changed)).headers.location).toBe(REFUSED);
  expect((await told(one)).code).toBe("ACCESS-OIDC-STATE");
  const other = browser();
  expect((await other.get(back)).headers.location).toBe(REFUSED);
  expect((await told(other)).code).toBe("ACCESS-OIDC-EXPIRED");
  expect(other.jar.has("yibao_session")).toBe(false);
  // What began in this browser still ends there: a strange answer does not use it up.
  expect((await one.get(back)).headers.location).toBe("/workbench");
  expect(one.jar.has("yibao_session")).toBe(true);
  expect(await events(null, "ACCESS-OIDC-STATE")).toHaveLength(1);
});

test("an answer serves once, and only for ten minutes", async () => {
  const one = browser();
  const back = await toProviderAndBack(one, { subject: "sub-linked" });
  const cookie = one.jar.get("yibao_openid") ?? "";
  expect((await one.get(back)).headers.location).toBe("/workbench");
  const thief = browser();
  thief.jar.set("yibao_openid", cookie);
  expect((await thief.get(back)).headers.location).toBe(REFUSED);
  expect((await told(thief)).code).toBe("ACCESS-OIDC-EXPIRED");
  // Had it come back to a fresh sign-in, the provider would have refused the code.
  const fresh = browser();
  const own = new URL(await toProviderAndBack(fresh, { subject: "sub-linked" }), "http://own");
  own.searchParams.set("code", new URL(back, "http://own").searchParams.get("code") ?? "");
  await fresh.get(`${own.pathname}${own.search}`);
  expect((await told(fresh)).code).toBe("ACCESS-OIDC-REFUSED");
  expect(provider.refused).toEqual(["code"]);
  const late = browser();
  const lateBack = await toProviderAndBack(late, { subject: "sub-linked" });
  const before = now;
  now = new Date(now.getTime() + 10 * 60_000 + 1);
  expect((await late.get(lateBack)).headers.location).toBe(REFUSED);
  expect((await told(late)).code).toBe("ACCESS-OIDC-EXPIRED");
  now = before;
});

test("one of two that come back at once gets in", async () => {
  const one = browser();
  const back = await toProviderAndBack(one, { subject: "sub-linked" });
  const [first, second] = [browser(), browser()];
  for (const each of [first, second])
    each.jar.set("yibao_openid", one.jar.get("yibao_openid") ?? "");
  await Promise.all([first.get(back), second.get(back)]);
  expect([first, second].filter(({ jar }) => jar.has("yibao_session"))).toHaveLength(1);
});

test("who is linked to nothing is told what to tell the security officer", async () => {
  const one = browser();
  expect(await signInBy(one, { subject: "sub-stranger" })).toBe(REFUSED);
  const refusal = await told(one);
  expect(refusal.code).toBe("ACCESS-OIDC-UNLINKED");
  expect(refusal.detail).toContain("“sub-stranger”");
  const [event] = await events(null, "ACCESS-OIDC-UNLINKED");
  expect(JSON.parse(event?.details ?? "")).toMatchObject({ issuer: provider.issuer });
});

test("a disabled or locked account stays out", async () => {
  const account_no = await linkedAccount("left", "sub-left");
  const { store } = workbench.platform;
  await store.query("update access.account set state = 'disabled' where account_no = $1", [
    account_no,
  ]);
  const one = browser();
  expect(await signInBy(one, { subject: "sub-left" })).toBe(REFUSED);
  expect((await told(one)).code).toBe("ACCESS-OIDC-DISABLED");
  expect(await events("left", "ACCESS-OIDC-DISABLED")).toHaveLength(1);
  const locked = await linkedAccount("guessed", "sub-guessed");
  await store.query(
    "insert into access.lockout (subject, failures, last_failed_at) values ($1, 5, $2)",
    [`account:${locked}`, now],
  );
  await signInBy(one, { subject: "sub-guessed" });
  expect((await told(one)).code).toBe("ACCESS-LOCKED");
  expect(one.jar.has("yibao_session")).toBe(false);
});

test("what the provider refuses is said, in our words", async () => {
  const one = browser();
  expect(await signInBy(one, { subject: "sub-linked", error: "access_denied" })).toBe(REFUSED);
  const refusal = await told(one);
  expect(refusal).toMatchObject({ code: "ACCESS-OIDC-REFUSED" });
  expect(refusal.detail).toContain("access_denied");
});

test("a provider that is down is told, and stops nothing else", async () => {
  const closed = await openTestProvider("nobody");
  await closed.close();
  const gone = await served({ issuer: closed.issuer });
  const one = browser(gone);
  const sent = await one.get(START);
  expect([sent.statusCode, sent.headers.location]).toEqual([302, REFUSED]);
  const refusal = await told(one);
  expect(refusal.code).toBe("ACCESS-OIDC-UNREACHABLE");
  expect(refusal.detail).toContain("没有应答（ECONNREFUSED）");
  expect((await one.get("/api/v1/session")).statusCode).toBe(200);
  await gone.close();
});

/** An account with an authenticator of its own: its secret. */
async function enrolled(one: Browser): Promise<string> {
  const { secret } = (await one.send("POST", "/api/v1/session/second-factor")).json();
  const code = codeNow(secret);
  const done = await one.send("PUT", "/api/v1/session/second-factor", { code });
  expect(done.statusCode).toBe(200);
  now = new Date(now.getTime() + 60_000);
  return secret;
}

function codeNow(secret: string): string {
  return new TOTP({ secret }).generate({ timestamp: now.getTime() });
}

test("an authenticator of the account's own is asked for after", async () => {
  await linkedAccount("careful", "sub-careful", ["agency-clerk"]);
  const first = browser();
  await signInBy(first, { subject: "sub-careful" });
  const secret = await enrolled(first);
  const one = browser();
  const says = { subject: "sub-careful", amr: ["pwd", "otp"] };
  // The provider's own factor does not count unless the platform was told to trust it.
  expect(await signInBy(one, says, "/workbench/people")).toBe(`${REFUSED}&next=%2Fpeople`);
  expect(one.jar.has("yibao_session")).toBe(false);
  expect(await told(one)).toMatchObject({ account: "careful", name: "虚构·careful" });
  const wrong = await one.send("POST", `${START}/code`, { code: "000000" });
  expect(wrong.json()).toMatchObject({ code: "ACCESS-CODE-WRONG", field: "code" });
  const right = await one.send("POST", `${START}/code`, { code: codeNow(secret) });
  expect(right.json()).toMatchObject({ account: "careful", must_enrol: false });
  expect(right.json().rights).toContain("people.read");
  expect([...one.jar.keys()]).toEqual(["yibao_session"]);
  const again = browser();
  expect((await again.send("POST", `${START}/code`, { code: codeNow(secret) })).json().code).toBe(
    "ACCESS-OIDC-EXPIRED",
  );
  expect((await events("careful", "ACCESS-CODE-WRONG")).length).toBe(1);
});

test("five wrong codes lock the account here as anywhere", async () => {
  await linkedAccount("forgetful", "sub-forgetful");
  const first = browser();
  await signInBy(first, { subject: "sub-forgetful" });
  const secret = await enrolled(first);
  const one = browser();
  await signInBy(one, { subject: "sub-forgetful" });
  const guess = async (code: string) =>
    (await one.send("POST", `${START}/code`, { code })).json().code;
  for (let wrong = 0; wrong < 5; wrong += 1)
    expect(await guess("000000")).toBe("ACCESS-CODE-WRONG");
  expect(await guess(codeNow(secret))).toBe("ACCESS-LOCKED");
});

test("where it is trusted, the provider's own second factor counts, and only that", async () => {
  await linkedAccount("trusted", "sub-trusted", ["agency-clerk"]);
  const trusting = await served({ trusts_factor: true });
  const one = browser(trusting);
  expect(await signInBy(one, { subject: "sub-trusted", amr: ["pwd", "mfa"] })).toBe("/workbench");
  const session = (await one.get("/api/v1/session")).json();
  expect(session).toMatchObject({ account: "trusted", must_enrol: false });
  expect(session.rights).toContain("people.read");
  const plain = browser(trusting);
  await signInBy(plain, { subject: "sub-trusted", amr: ["pwd"] });
  expect((await plain.get("/api/v1/session")).json()).toMatchObject({ must_enrol: true });
  await trusting.close();
});

test("nobody is led to another site", async () => {
  const other = ["https://evil.example/", "//evil.example", "/\\evil.example", "/workbench\\@evil"];
  const odd = ["/portal", "/workbenches", "/workbench/../portal", "workbench", "/workbench/\n/x"];
  for (const page of [...other, ...odd]) {
    const asked = await app.inject({ url: `${START}?return_to=${encodeURIComponent(page)}` });
    expect([page, asked.statusCode, asked.json().code]).toEqual([page, 400, "ACCESS-OIDC-RETURN"]);
  }
  expect(["/workbench", "", undefined].map(ownPage)).toEqual(Array(3).fill("/workbench"));
  expect(ownPage("/workbench/people?text=张")).toBe("/workbench/people?text=%E5%BC%A0");
  expect(ownPage("/workbench//evil.example")).toBe("/workbench//evil.example");
});

test("a browser that names no host is sent nowhere", async () => {
  const answer = await app.inject({ url: START, headers: { host: "a b" } });
  expect([answer.statusCode, answer.json().code]).toEqual([403, "ACCESS-OTHER-SITE"]);
});

test("the security officer links and takes away, in the audit; nobody else may", async () => {
  const account_no = await linkedAccount("moved", "sub-moved");
  const one = browser();
  await signInBy(one, { subject: "sub-moved" });
  expect((await one.get("/api/v1/session")).json().account).toBe("moved");
  expect(await link(account_no, "sub-other")).toEqual({ status: 409, code: "ACCESS-OIDC-LINKED" });
  const other = await linkedAccount("other", "sub-of-other");
  expect((await link(other, "sub-moved")).code).toBe("ACCESS-OIDC-LINKED");
  expect((await link(other, "张 三")).code).toBe("ACCESS-OIDC-SUBJECT");
  expect((await link(other, "x", "administrator")).code).toBe("ACCESS-NO-RIGHT");
  const security = browser();
  security.jar.set(...(await officer("security-officer")));
  const account = (await security.get(`/api/v1/accounts/${account_no}`)).json();
  expect(account).toMatchObject({ issuer: provider.issuer, identity: { subject: "sub-moved" } });
  const url = `/api/v1/accounts/${account_no}/identity`;
  expect((await security.send("DELETE", url)).statusCode).toBe(200);
  expect((await security.send("DELETE", url)).json().code).toBe("ACCESS-OIDC-NOT-LINKED");
  // Its session ends with the link, and the next sign-in finds nobody.
  expect((await one.get("/api/v1/session")).json().kind).toBe("public");
  await signInBy(one, { subject: "sub-moved" });
  expect((await told(one)).code).toBe("ACCESS-OIDC-UNLINKED");
  expect((await link(account_no, "sub-moved")).status).toBe(200);
  const { rows } = await workbench.platform.store.query<{ act: string }>(
    `select title || ' ' || outcome as act from access.audit_event
      where route like '%/identity' and details like $1 order by event_no`,
    [`%"account_no":${account_no}}%`],
  );
  expect(rows.map(({ act }) => act)).toEqual([
    ...["关联单位账号 done", "关联单位账号 refused"],
    ...["解除单位账号的关联 done", "解除单位账号的关联 refused", "关联单位账号 done"],
  ]);
});

test("only staff is linked, not oneself, and no account that everybody uses", async () => {
  const found = async (role: RoleId) => {
    const account = workbench.accounts.find((one) => one.role === role)?.account;
    const { rows } = await workbench.platform.store.query<{ account_no: number }>(
      "select account_no from access.account where account = $1",
      [account],
    );
    return rows[0]?.account_no ?? 0;
  };
  expect((await link(await found("security-officer"), "x")).code).toBe("ACCESS-OWN-ACCOUNT");
  expect((await link(await found("agency-clerk"), "x")).code).toBe("ACCESS-DEMO-FIXED");
  const { store } = workbench.platform;
  const given = { account: "hospital", name: "虚构医院", kind: "institution" as const };
  const institution = { ...given, regions: [], roles: [], institution_code: "H43040000001" };
  const account_no = await createAccount(store, { ...institution, password: PASSWORD }, null, now);
  expect((await link(account_no, "x")).code).toBe("ACCESS-OIDC-STAFF-ONLY");
});

test("where there is none, nothing is offered and nothing asked for", async () => {
  const { ask } = workbench;
  expect((await ask(null, { url: "/api/v1/session" })).json.openid).toBe(false);
  for (const url of [START, `${START}/callback?code=1&state=2`, `${START}/state`]) {
    expect((await ask(null, { url })).json.code).toBe("ACCESS-OIDC-OFF");
  }
  const linking = { method: "PUT", url: "/api/v1/accounts/1/identity", body: { subject: "x" } };
  expect((await ask("security-officer", { ...linking, method: "PUT" })).json.code).toBe(
    "ACCESS-OIDC-OFF",
  );
});

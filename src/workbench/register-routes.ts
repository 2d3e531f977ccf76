import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  assertUnlimited,
  type Caller,
  callerOfSession,
  PUBLIC_CALLER,
  readAs,
  recordEvent,
  unmaskedUntil,
} from "../access/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { House } from "./house.ts";
import { sendProblem } from "./problem.ts";
import {
  type Asked,
  type Context,
  isAllowed,
  isDownload,
  isRedirect,
  type Route,
  routeName,
} from "./route.ts";

/**
 * The one way in from a browser. For every declared route, in this order: who is calling, may they,
 * is the request whole, do it, keep in the audit what was done or refused, answer.
 */
export interface RegisterOptions {
  readonly house: House;
  readonly routes: readonly Route[];
}

const AGENT_CHARACTERS = 200;
const SESSION_COOKIE = "yibao_session";
const OPENID_COOKIE = "yibao_openid";
const OPENID_PATH = "/api/v1/session/oidc";
const OPENID_SECONDS = 600;
/** Reads of the browser may be asked again by the same page only; nothing of a person is kept. */
const NO_STORE = { "cache-control": "no-store" };

/** A page in a frame of ours: its own styles, nothing that runs, nothing that is fetched. */
const FRAMED = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export async function registerRoutes(
  app: FastifyInstance,
  { house, routes }: RegisterOptions,
): Promise<void> {
  await app.register(cookie);
  app.addContentTypeParser(
    "application/octet-stream",
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body),
  );
  app.setErrorHandler((error, request, reply) => {
    if (isFault(error)) house.onFault(error, request.routeOptions.url ?? request.url);
    return sendProblem(reply, error);
  });
  for (const one of routes) registerRoute(app, house, one);
}

function isFault(error: unknown): boolean {
  if (error instanceof YibaoError) return false;
  const { statusCode = 500 } = error as { readonly statusCode?: number };
  return statusCode >= 500;
}

function registerRoute(app: FastifyInstance, house: House, one: Route): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.route({
    method: one.method,
    url: one.path,
    ...(one.body_bytes === undefined ? {} : { bodyLimit: one.body_bytes }),
    schema: schemaOf(one),
    // Before the body is read: who may not call sends nothing into the house.
    onRequest: async (request) => {
      assertOwnOrigin(request);
      const caller = await callerOf(house, request);
      callers.set(request, caller);
      await assertAllowed(house, one, caller, request);
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) as Caller;
      const answer = await handled(house, one, caller, request, reply);
      reply.headers(NO_STORE);
      if (one.redirects && isRedirect(answer)) return reply.redirect(answer.redirect, 302);
      if (!isDownload(answer)) return reply.send(answer ?? {});
      const { name, type, bytes, is_framed = false } = answer.download;
      const disposition = is_framed ? "inline" : "attachment";
      return reply
        .headers(is_framed ? FRAMED : {})
        .header("content-type", type)
        .header(
          "content-disposition",
          `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .send(bytes);
    },
  });
}

function schemaOf({ params, query, body, raw_body }: Route) {
  return {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined || raw_body ? {} : { body }),
  };
}

/**
 * A page of another site cannot use the session: the cookie is same-site, and what changes
 * something must say that it comes from here.
 */
function assertOwnOrigin({ method, headers }: FastifyRequest): void {
  if (method === "GET" || method === "HEAD") return;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw new YibaoError("ACCESS-OTHER-SITE");
  }
}

async function callerOf(house: House, request: FastifyRequest): Promise<Caller> {
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined || token === "") return PUBLIC_CALLER;
  const { store, clock, is_demo } = house;
  return (await callerOfSession(store, token, clock(), { is_demo })) ?? PUBLIC_CALLER;
}

async function assertAllowed(
  house: House,
  one: Route,
  caller: Caller,
  request: FastifyRequest,
): Promise<void> {
  if (one.right === "public") return;
  const refusal = refusalOf(one, caller);
  if (refusal === null) return;
  await keep(house, one, caller, request, { person_no: null, refusal });
  throw refusal;
}

function refusalOf(one: Route, caller: Caller): YibaoError | null {
  if (caller.kind === "public") return new YibaoError("ACCESS-SIGN-IN");
  const isLimited = caller.must_enrol || caller.must_change_password;
  if (isLimited && !one.for_limited_sessions) return limitOf(caller);
  if (isAllowed(one, caller)) return null;
  return new YibaoError("ACCESS-NO-RIGHT", { title: one.title });
}

/** What a limited session must do before anything else. */
function limitOf(caller: Caller): YibaoError | null {
  try {
    assertUnlimited(caller);
    return null;
  } catch (error) {
    return error as YibaoError;
  }
}

async function handled(
  house: House,
  one: Route,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const asked: Asked = { params: request.params, query: request.query, body: request.body };
  const person_no = one.subject?.(asked) ?? null;
  const isOthers = person_no !== null && caller.person_no !== person_no;
  const isKept = !one.audits_itself && (one.method !== "GET" || isOthers);
  try {
    const answer = await one.handle(contextOf(house, caller, request, reply), asked);
    if (isKept) await keep(house, one, caller, request, { person_no, refusal: null });
    return answer;
  } catch (error) {
    if (isKept) await keep(house, one, caller, request, { person_no, refusal: error });
    throw error;
  }
}

function contextOf(
  house: House,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Context {
  const now = house.clock();
  return {
    house,
    caller,
    now,
    address: request.ip,
    agent: String(request.headers["user-agent"] ?? "").slice(0, AGENT_CHARACTERS),
    read: (work) => readAs(house.store, caller, work),
    isUnmasked: async (person_no) => {
      if (caller.person_no === person_no) return true;
      return (await unmaskedUntil(house.store, caller, person_no, now)) !== null;
    },
    ...cookiesOf(house, request, reply),
  };
}

type Cookies = Pick<Context, "setSession" | "openidToken" | "setOpenidToken" | "origin">;

function cookiesOf({ openid }: House, request: FastifyRequest, reply: FastifyReply): Cookies {
  const origin = openid?.public_url ?? `${request.protocol}://${request.host}`;
  const secure = origin.startsWith("https:");
  return {
    origin,
    setSession: (token) => {
      if (token === null) reply.clearCookie(SESSION_COOKIE, { path: "/" });
      else {
        const rules = { path: "/", httpOnly: true, secure } as const;
        reply.setCookie(SESSION_COOKIE, token, { ...rules, sameSite: "strict" });
      }
    },
    openidToken: request.cookies[OPENID_COOKIE] ?? null,
    // Lax: the way back begins on a page of the provider, and a strict cookie would stay behind.
    setOpenidToken: (token) => {
      const rules = { path: OPENID_PATH, httpOnly: true, secure, sameSite: "lax" } as const;
      if (token === null) reply.clearCookie(OPENID_COOKIE, rules);
      else reply.setCookie(OPENID_COOKIE, token, { ...rules, maxAge: OPENID_SECONDS });
    },
  };
}

interface Outcome {
  readonly person_no: string | null;
  readonly refusal: unknown;
}

/** Keeps what was asked for and how it ended. What cannot be kept is not answered. */
async function keep(
  house: House,
  one: Route,
  caller: Caller,
  request: FastifyRequest,
  { person_no, refusal }: Outcome,
): Promise<void> {
  await recordEvent(house.store, {
    at: house.clock(),
    caller,
    address: request.ip,
    route: routeName(one),
    title: one.title,
    person_no,
    outcome: outcomeOf(refusal),
    code: refusal instanceof YibaoError ? refusal.code : null,
    details: detailsOf(one, request),
  });
}

function outcomeOf(refusal: unknown): "done" | "refused" | "failed" {
  if (refusal === null) return "done";
  return isFault(refusal) ? "failed" : "refused";
}

const DETAIL_CHARACTERS = 2_000;

/** What was asked, without secrets, and no longer than an auditor reads. */
function detailsOf({ secrets = [], raw_body }: Route, request: FastifyRequest) {
  const body =
    raw_body || typeof request.body !== "object" || request.body === null
      ? undefined
      : Object.fromEntries(
          Object.entries(request.body).filter(([field]) => !secrets.includes(field)),
        );
  const text = JSON.stringify({ params: request.params, query: request.query, body });
  return text.length <= DETAIL_CHARACTERS ? text : `${text.slice(0, DETAIL_CHARACTERS)}…`;
}

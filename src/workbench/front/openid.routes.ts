import { Type } from "typebox";
import {
  beginOpenidSignIn,
  confirmOpenidSignIn,
  finishOpenidSignIn,
  type OpenidProvider,
  openidSignInState,
} from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import type { House } from "../house.ts";
import { route } from "../route.ts";
import { optionsOf, SessionAnswer, sessionAnswer } from "./session-answer.ts";

/**
 * Signing in by the organisation's own identity provider (单位账号登录). Two of these are opened as
 * pages and send the browser on; what was refused is told by the sign-in page, which asks for it.
 */

const CALLBACK = "/api/v1/session/oidc/callback";
const SIGN_IN_PAGE = "/workbench/sign-in";
const HOME = "/workbench";

/** @throws YibaoError ACCESS-OIDC-OFF */
function providerOf({ openid }: House): OpenidProvider {
  if (openid === null) throw new YibaoError("ACCESS-OIDC-OFF");
  return openid;
}

/**
 * Only pages of the workbench: an address of another site, or one that a browser reads as such,
 * would make our sign-in a way to lead people there.
 * @throws YibaoError ACCESS-OIDC-RETURN
 */
export function ownPage(asked: string | undefined): string {
  if (asked === undefined || asked === "") return HOME;
  const isPlain = /^\/workbench(?:[/?][^\s\\\p{Cc}]*)?$/u.test(asked);
  const base = "http://own.invalid";
  if (isPlain && URL.canParse(asked, base)) {
    const { origin, pathname, search } = new URL(asked, base);
    const isInside = pathname === HOME || pathname.startsWith(`${HOME}/`);
    if (origin === base && isInside) return `${pathname}${search}`;
  }
  throw new YibaoError("ACCESS-OIDC-RETURN", { value: asked.slice(0, 100) }, "return_to");
}

/** The sign-in page, told to ask how it went; it leads on to the page that was asked for. */
function signInPage(return_to: string | null): string {
  const search = new URLSearchParams({ openid: "back" });
  const next = return_to?.slice(HOME.length) ?? "";
  if (next !== "") search.set("next", next);
  return `${SIGN_IN_PAGE}?${search}`;
}

/**
 * As an address is written when it is read again: without the port that goes without saying.
 * @throws YibaoError ACCESS-OTHER-SITE where the browser names no host that there can be
 */
function callbackAt(origin: string): string {
  if (!URL.canParse(CALLBACK, origin)) throw new YibaoError("ACCESS-OTHER-SITE");
  return new URL(CALLBACK, origin).href;
}

const begun = route({
  method: "GET",
  path: "/api/v1/session/oidc",
  title: "用单位账号登录",
  right: "public",
  audits_itself: true,
  redirects: true,
  query: Type.Object({ return_to: Type.Optional(Type.String({ maxLength: 2_000 })) }),
  answer: Type.Object({}),
  handle: async (context, { query }) => {
    const { house, now, origin, setOpenidToken } = context;
    const provider = providerOf(house);
    const return_to = ownPage(query.return_to);
    const wanted = { redirect_uri: callbackAt(origin), return_to };
    const { token, to } = await beginOpenidSignIn(
      house.store,
      provider,
      wanted,
      now,
      optionsOf(context),
    );
    setOpenidToken(token);
    return { redirect: to ?? signInPage(return_to) };
  },
});

const Word = Type.Optional(Type.String({ maxLength: 4_096 }));
/** What a provider may send along that matters (RFC 6749 §4.1.2, RFC 9207); the rest is ignored. */
const ANSWER = { code: Word, state: Word, iss: Word, error: Word, error_description: Word };

const finished = route({
  method: "GET",
  path: CALLBACK,
  title: "从单位身份认证返回",
  right: "public",
  audits_itself: true,
  redirects: true,
  query: Type.Object(ANSWER),
  answer: Type.Object({}),
  handle: async (context, { query }) => {
    const { house, now, openidToken } = context;
    const provider = providerOf(house);
    const answer = new URLSearchParams();
    for (const name of Object.keys(ANSWER) as readonly (keyof typeof ANSWER)[]) {
      const value = query[name];
      if (value !== undefined) answer.set(name, value);
    }
    const { signedIn, return_to } = await finishOpenidSignIn(
      house.store,
      provider,
      { token: openidToken, answer },
      now,
      optionsOf(context),
    );
    if (signedIn === null) return { redirect: signInPage(return_to) };
    context.setOpenidToken(null);
    context.setSession(signedIn.token);
    return { redirect: return_to ?? HOME };
  },
});

const state = route({
  method: "GET",
  path: "/api/v1/session/oidc/state",
  title: "单位账号登录进行到哪一步",
  right: "public",
  answer: Type.Object({
    account: Type.String({ description: "还要输入动态口令的账号" }),
    name: Type.String(),
  }),
  handle: async ({ house, now, openidToken }) => {
    providerOf(house);
    return openidSignInState(house.store, openidToken, now);
  },
});

const codeGiven = route({
  method: "POST",
  path: "/api/v1/session/oidc/code",
  title: "单位账号登录的动态口令",
  right: "public",
  audits_itself: true,
  body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 32 }) }),
  secrets: ["code"],
  answer: SessionAnswer,
  handle: async (context, { body }) => {
    const { house, now, openidToken } = context;
    providerOf(house);
    const asked = { token: openidToken, code: body.code };
    const signedIn = await confirmOpenidSignIn(house.store, asked, now, optionsOf(context));
    context.setOpenidToken(null);
    context.setSession(signedIn.token);
    return sessionAnswer(signedIn.caller, house);
  },
});

export const OPENID_ROUTES = [begun, finished, state, codeGiven];

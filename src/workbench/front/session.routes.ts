import { Type } from "typebox";
import {
  changePassword,
  confirmSecondFactor,
  endSession,
  issueCredential,
  listSessions,
  offerSecondFactor,
  signIn,
  signInByCredential,
  signOut,
  unmask,
} from "../../access/index.ts";
import { seenPerson } from "../agency/seen-person.ts";
import { route } from "../route.ts";
import { optionsOf, SessionAnswer, sessionAnswer } from "./session-answer.ts";

/** Signing in and out, the second factor, one's own sessions, and seeing a person unmasked. */

const session = route({
  method: "GET",
  path: "/api/v1/session",
  title: "当前登录",
  right: "public",
  answer: SessionAnswer,
  handle: async ({ caller, house }) => sessionAnswer(caller, house),
});

const signInRoute = route({
  method: "POST",
  path: "/api/v1/session",
  title: "登录",
  right: "public",
  audits_itself: true,
  body: Type.Object({
    account: Type.String({ minLength: 1, maxLength: 64 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    code: Type.Optional(Type.String({ maxLength: 32 })),
  }),
  secrets: ["account", "password", "code"],
  answer: SessionAnswer,
  handle: async (context, { body }) => {
    const { house, now, setSession } = context;
    const { token, caller } = await signIn(house.store, body, now, optionsOf(context));
    setSession(token);
    return sessionAnswer(caller, house);
  },
});

const signInWithCredential = route({
  method: "POST",
  path: "/api/v1/session/credential",
  title: "凭电子凭证登录",
  right: "public",
  audits_itself: true,
  body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 1_000 }) }),
  secrets: ["code"],
  answer: SessionAnswer,
  handle: async (context, { body }) => {
    const { house, now, setSession } = context;
    const signedIn = await signInByCredential(house.store, body.code, now, optionsOf(context));
    setSession(signedIn.token);
    return sessionAnswer(signedIn.caller, house);
  },
});

const Nothing = Type.Object({});

const signOutRoute = route({
  method: "DELETE",
  path: "/api/v1/session",
  title: "退出登录",
  right: "signed-in",
  for_limited_sessions: true,
  answer: Nothing,
  handle: async ({ house, caller, now, setSession }) => {
    await signOut(house.store, caller, now);
    setSession(null);
    return {};
  },
});

const password = route({
  method: "PUT",
  path: "/api/v1/session/password",
  title: "修改本人口令",
  right: "signed-in",
  for_limited_sessions: true,
  body: Type.Object({
    old_password: Type.String({ minLength: 1, maxLength: 200 }),
    new_password: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  secrets: ["old_password", "new_password"],
  answer: Nothing,
  handle: async ({ house, caller, now }, { body }) => {
    await changePassword(house.store, caller, body, now);
    return {};
  },
});

const secondFactor = route({
  method: "POST",
  path: "/api/v1/session/second-factor",
  title: "启用动态口令",
  right: "signed-in",
  for_limited_sessions: true,
  answer: Type.Object({ secret: Type.String(), uri: Type.String() }),
  handle: ({ house, caller, now }) => offerSecondFactor(house.store, caller, now),
});

const secondFactorConfirmed = route({
  method: "PUT",
  path: "/api/v1/session/second-factor",
  title: "确认动态口令",
  right: "signed-in",
  for_limited_sessions: true,
  body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 32 }) }),
  secrets: ["code"],
  answer: Type.Object({ backup_codes: Type.Array(Type.String()) }),
  handle: async ({ house, caller, now }, { body }) => {
    const codes = await confirmSecondFactor(house.store, caller, body.code, now);
    return { backup_codes: [...codes] };
  },
});

const sessions = route({
  method: "GET",
  path: "/api/v1/sessions",
  title: "本人的登录",
  right: "signed-in",
  answer: Type.Object({
    sessions: Type.Array(
      Type.Object({
        session_no: Type.Integer(),
        address: Type.String(),
        agent: Type.String(),
        signed_in_at: Type.String(),
        last_seen_at: Type.String(),
        is_this: Type.Boolean(),
      }),
    ),
  }),
  handle: async ({ house, caller, now }) => ({
    sessions: (await listSessions(house.store, caller, now)).map((one) => ({
      ...one,
      signed_in_at: one.signed_in_at.toISOString(),
      last_seen_at: one.last_seen_at.toISOString(),
    })),
  }),
});

const sessionEnded = route({
  method: "DELETE",
  path: "/api/v1/sessions/:session_no",
  title: "结束本人的一个登录",
  right: "signed-in",
  params: Type.Object({ session_no: Type.Integer() }),
  answer: Nothing,
  handle: async ({ house, caller, now }, { params }) => {
    await endSession(house.store, caller, params.session_no, now);
    return {};
  },
});

const unmaskRoute = route({
  method: "POST",
  path: "/api/v1/unmask",
  title: "查看完整个人信息",
  right: "people.unmask",
  body: Type.Object({
    person_no: Type.String({ minLength: 1, maxLength: 64 }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  subject: ({ body }) => body.person_no,
  answer: Type.Object({ until: Type.String() }),
  handle: async (context, { body }) => {
    const { house, caller, now } = context;
    await seenPerson(context, body.person_no);
    return { until: (await unmask(house.store, caller, body, now)).toISOString() };
  },
});

const credential = route({
  method: "POST",
  path: "/api/v1/people/:person_no/credential",
  title: "签发参保人电子凭证",
  right: "people.credential",
  params: Type.Object({ person_no: Type.String({ maxLength: 64 }) }),
  subject: ({ params }) => params.person_no,
  answer: Type.Object({ code: Type.String(), until: Type.String() }),
  handle: async (context, { params }) => {
    const { house, caller, now } = context;
    await seenPerson(context, params.person_no);
    const { code, until } = await issueCredential(house.store, caller, params.person_no, now);
    return { code, until: until.toISOString() };
  },
});

export const SESSION_ROUTES = [
  session,
  signInRoute,
  signInWithCredential,
  signOutRoute,
  password,
  secondFactor,
  secondFactorConfirmed,
  sessions,
  sessionEnded,
  unmaskRoute,
  credential,
];

import { YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { insertEvent } from "./audit.store.ts";
import type { Caller } from "./caller.ts";
import {
  callerOfSession,
  openSession,
  type SessionFrom,
  type SessionOf,
  type SessionOptions,
} from "./session.store.ts";

/** What every way of signing in ends with: a session, and a row of the audit. */

export type SignInOptions = SessionOptions & SessionFrom;

export interface SignedIn {
  /** For the cookie; kept nowhere. */
  readonly token: string;
  readonly caller: Caller;
}

type SessionOfAccount = Extract<SessionOf, { readonly account_no: number }>;

/** A session of an account that has proven all it has to. */
export async function opened(
  store: Store,
  of: SessionOfAccount,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const token = await store.transaction(async (client) => {
    await client.query("update access.account set last_signed_in_at = $2 where account_no = $1", [
      of.account_no,
      now,
    ]);
    return openSession(client, of, options, now);
  });
  return signedIn(store, token, now, options);
}

export async function signedIn(
  store: Store,
  token: string,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const caller = await callerOfSession(store, token, now, options);
  // Disabled between the two: as if the password had been wrong.
  if (caller === null) throw new YibaoError("ACCESS-SIGN-IN-WRONG");
  return { token, caller };
}

/** Somebody's try to sign in, as the audit names it. */
export interface Act {
  readonly route: string;
  readonly title: string;
  readonly account: string | null;
  readonly account_no: number | null;
  /** What an auditor wants to know beside the browser's name; no secrets. */
  readonly details?: Readonly<Record<string, string>>;
}

/** Signs in, and keeps in the audit that it was done, or refused, or failed. */
export async function audited(
  store: Store,
  act: Act,
  from: SessionFrom,
  now: Date,
  work: () => Promise<SignedIn>,
): Promise<SignedIn> {
  return keepingRefusals(store, act, from, now, async () => {
    const done = await work();
    const { kind, name, session_no, person_no, institution_code } = done.caller;
    const who = { caller_kind: kind, name, session_no, person_no, institution_code };
    await insertEvent(store, { ...eventOf(act, from, now), ...who, outcome: "done", code: null });
    return done;
  });
}

/** A step before the last: only its refusals and failures are worth a row. */
export async function keepingRefusals<T>(
  store: Store,
  act: Act,
  from: SessionFrom,
  now: Date,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRefusal = error instanceof YibaoError;
    await insertEvent(store, {
      ...eventOf(act, from, now),
      ...{ caller_kind: "public", name: act.account ?? "公众", session_no: null },
      ...{ person_no: null, institution_code: null },
      outcome: isRefusal ? "refused" : "failed",
      code: isRefusal ? error.code : null,
    });
    throw error;
  }
}

function eventOf(act: Act, { address, agent }: SessionFrom, at: Date) {
  const { route, title, account, account_no, details = {} } = act;
  return {
    route,
    title,
    account,
    account_no,
    at,
    address,
    details: JSON.stringify({ agent, ...details }),
  };
}

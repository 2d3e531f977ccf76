import { YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { insertEvent } from "./audit.store.ts";
import type { Caller } from "./caller.ts";
import { useCredential } from "./credential.store.ts";
import { countTry, forgetFailures, subjectOf, takeBack } from "./lockout.store.ts";
import { isPassword } from "./password-hash.ts";
import { takeCode } from "./second-factor.store.ts";
import {
  callerOfSession,
  openSession,
  type SessionFrom,
  type SessionOf,
  type SessionOptions,
} from "./session.store.ts";

export interface SignInRequest {
  readonly account: string;
  readonly password: string;
  /** Six digits of the authenticator, or a backup code; where the account has a second factor. */
  readonly code?: string | null;
}

export type SignInOptions = SessionOptions & SessionFrom;

export interface SignedIn {
  /** For the cookie; kept nowhere. */
  readonly token: string;
  readonly caller: Caller;
}

interface AccountRow {
  readonly account_no: number;
  readonly account: string;
  readonly state: string;
  readonly demo: boolean;
  readonly hash: string | null;
  readonly has_second_factor: boolean;
}

const NAME_CHARACTERS = 64;
const PASSWORD_CHARACTERS = 1_024;

/**
 * Signs in by password, and by a code where the account has a second factor. An account that is not
 * there, is disabled, or has another password are one and the same to the caller, also in time.
 * Writes its own row of the audit, under the name that was tried.
 * @throws YibaoError ACCESS-SIGN-IN-WRONG | ACCESS-LOCKED | ACCESS-CODE-NEEDED |
 *   ACCESS-CODE-WRONG | ACCESS-DEMO-ONLY | ACCESS-BUSY
 */
export async function signIn(
  store: Store,
  request: SignInRequest,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const name = request.account.trim().toLowerCase().slice(0, NAME_CHARACTERS);
  const row = await accountNamed(store, name);
  const act = { route: "sign-in", title: "登录", account: row?.account ?? shownName(name) };
  return audited(store, { ...act, account_no: row?.account_no ?? null }, options, now, async () => {
    const account = await assertMay(store, row, { ...request, account: name }, now, options);
    return opened(store, account, now, options);
  });
}

/** Only names that could be accounts are kept: others may be a password in the wrong box. */
function shownName(name: string): string {
  return /^[a-z][a-z0-9._-]{2,39}$/.test(name) ? name : "（不是账号名）";
}

async function accountNamed(store: Store, name: string): Promise<AccountRow | null> {
  const { rows } = await store.query<AccountRow>(
    `select account.account_no, account, state, demo, password.hash,
            factor.confirmed_at is not null as has_second_factor
       from access.account
       left join access.password on password.account_no = account.account_no
       left join access.second_factor as factor on factor.account_no = account.account_no
      where account = $1`,
    [name.replaceAll("\u0000", "")],
  );
  return rows[0] ?? null;
}

async function assertMay(
  store: Store,
  row: AccountRow | null,
  { account, password, code }: SignInRequest,
  now: Date,
  { is_demo }: SessionOptions,
): Promise<AccountRow> {
  const subject = subjectOf(row?.account_no ?? null, account);
  await countTry(store, subject, now);
  const isRight = await isPassword(password.slice(0, PASSWORD_CHARACTERS), row?.hash ?? null);
  if (row === null || !isRight || row.state !== "active") {
    throw new YibaoError("ACCESS-SIGN-IN-WRONG");
  }
  if (row.demo && !is_demo) {
    await takeBack(store, subject, now);
    throw new YibaoError("ACCESS-DEMO-ONLY", { account: row.account });
  }
  if (row.has_second_factor) {
    const given = code?.trim() ?? "";
    if (given === "") {
      await takeBack(store, subject, now);
      throw new YibaoError("ACCESS-CODE-NEEDED", {}, "code");
    }
    const isTaken = await takeCode(store, row.account_no, given, now);
    if (!isTaken) throw new YibaoError("ACCESS-CODE-WRONG", {}, "code");
  }
  await forgetFailures(store, subject);
  return row;
}

async function opened(
  store: Store,
  { account_no, demo }: AccountRow,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const token = await store.transaction(async (client) => {
    await client.query("update access.account set last_signed_in_at = $2 where account_no = $1", [
      account_no,
      now,
    ]);
    return openSession(client, { account_no, demo }, options, now);
  });
  return signedIn(store, token, now, options);
}

async function signedIn(
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

/**
 * Signs in an insured person by a credential that is shown once, within its five minutes.
 * @throws YibaoError ACCESS-CREDENTIAL-BAD
 */
export async function signInByCredential(
  store: Store,
  code: string,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const act = { route: "sign-in-by-credential", title: "电子凭证登录", account: null };
  return audited(store, { ...act, account_no: null }, options, now, async () => {
    const token = await store.transaction(async (client) => {
      const of: SessionOf = { person_no: await useCredential(client, code, now) };
      return openSession(client, of, options, now);
    });
    return signedIn(store, token, now, options);
  });
}

interface Act {
  readonly route: string;
  readonly title: string;
  readonly account: string | null;
  readonly account_no: number | null;
}

async function audited(
  store: Store,
  act: Act,
  { address, agent }: SessionFrom,
  now: Date,
  work: () => Promise<SignedIn>,
): Promise<SignedIn> {
  const row = { ...act, at: now, address, details: JSON.stringify({ agent }) };
  try {
    const done = await work();
    const { kind, name, session_no, person_no, institution_code } = done.caller;
    const who = { caller_kind: kind, name, session_no, person_no, institution_code };
    await insertEvent(store, { ...row, ...who, outcome: "done", code: null });
    return done;
  } catch (error) {
    const isRefusal = error instanceof YibaoError;
    await insertEvent(store, {
      ...row,
      ...{ caller_kind: "public", name: act.account ?? "公众", session_no: null },
      ...{ person_no: null, institution_code: null },
      outcome: isRefusal ? "refused" : "failed",
      code: isRefusal ? error.code : null,
    });
    throw error;
  }
}

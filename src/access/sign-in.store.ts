import { YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { useCredential } from "./credential.store.ts";
import { countTry, forgetFailures, subjectOf, takeBack } from "./lockout.store.ts";
import { isPassword } from "./password-hash.ts";
import { takeCode } from "./second-factor.store.ts";
import { openSession, type SessionOf, type SessionOptions } from "./session.store.ts";
import { audited, opened, type SignedIn, type SignInOptions, signedIn } from "./signed-in.store.ts";

export interface SignInRequest {
  readonly account: string;
  readonly password: string;
  /** Six digits of the authenticator, or a backup code; where the account has a second factor. */
  readonly code?: string | null;
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

import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { findAccount } from "./account.store.ts";
import type { Caller } from "./caller.ts";
import { endSessionsOf } from "./session.store.ts";

/** Which account of ours somebody has whom the organisation's own sign-in knows (单位账号). */
export interface OpenidIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly linked_at: Date;
}

const ALREADY_THERE = "23505";
const SUBJECT = /^[!-~]{1,255}$/;

/** The identity linked to an account now; null where there is none. */
export async function findIdentity(
  runner: Runner,
  account_no: number,
): Promise<OpenidIdentity | null> {
  const { rows } = await runner.query<OpenidIdentity>(
    `select issuer, subject, linked_at from access.openid_identity
      where account_no = $1 and unlinked_at is null`,
    [account_no],
  );
  return rows[0] ?? null;
}

/**
 * Lets whoever the issuer calls so sign in to a staff account, by a security officer; never to
 * one's own.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT | ACCESS-DEMO-FIXED |
 *   ACCESS-OIDC-STAFF-ONLY | ACCESS-OIDC-SUBJECT | ACCESS-OIDC-LINKED
 */
export async function linkIdentity(
  store: Store,
  account_no: number,
  { issuer, subject }: Omit<OpenidIdentity, "linked_at">,
  by: Caller,
  now: Date,
): Promise<void> {
  const account = await findAccount(store, account_no, now);
  if (by.account_no === account_no) throw new YibaoError("ACCESS-OWN-ACCOUNT");
  if (account.demo) throw new YibaoError("ACCESS-DEMO-FIXED");
  if (account.kind !== "staff") throw new YibaoError("ACCESS-OIDC-STAFF-ONLY");
  const name = subject.trim();
  if (!SUBJECT.test(name)) throw new YibaoError("ACCESS-OIDC-SUBJECT", {}, "subject");
  try {
    await store.query(
      `insert into access.openid_identity (account_no, issuer, subject, linked_by, linked_at)
       values ($1, $2, $3, $4, $5)`,
      [account_no, issuer, name, by.account_no, now],
    );
  } catch (error) {
    if ((error as { code?: string }).code !== ALREADY_THERE) throw error;
    throw new YibaoError("ACCESS-OIDC-LINKED", { subject: name }, "subject");
  }
}

/**
 * Takes the link away and ends the account's sessions, which may have come by it.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT | ACCESS-OIDC-NOT-LINKED
 */
export async function unlinkIdentity(
  store: Store,
  account_no: number,
  by: Caller,
  now: Date,
): Promise<void> {
  await findAccount(store, account_no, now);
  if (by.account_no === account_no) throw new YibaoError("ACCESS-OWN-ACCOUNT");
  await store.transaction(async (client) => {
    const { rowCount } = await client.query(
      `update access.openid_identity set unlinked_at = $2, unlinked_by = $3
        where account_no = $1 and unlinked_at is null`,
      [account_no, now, by.account_no],
    );
    if (rowCount === 0) throw new YibaoError("ACCESS-OIDC-NOT-LINKED");
    await endSessionsOf(client, account_no, now);
  });
}

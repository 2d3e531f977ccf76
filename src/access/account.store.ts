import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import {
  type Account,
  type AccountState,
  assertAccount,
  assertRegions,
  assertRoles,
  type NewAccount,
} from "./account.ts";
import type { Caller } from "./caller.ts";
import { assertRight } from "./holder.ts";
import { forgetFailures, subjectOf } from "./lockout.store.ts";
import { type Failures, lockedUntil } from "./lockout.ts";
import type { Page, PageRequest } from "./page.ts";
import { hashPassword } from "./password-hash.ts";
import { assertStrong } from "./password-rule.ts";
import type { AccountKind, RoleId } from "./role.ts";
import { endSessionsOf } from "./session.store.ts";

const ALREADY_THERE = "23505";

/**
 * Makes an account; its number. Without `by` it is the house itself that does (the command line,
 * for the first three): whoever else has no right to grant roles makes a staff account without any.
 * The password holds for the first sign-in, which asks for another one and for a second factor.
 * @throws YibaoError ACCESS-ACCOUNT-TAKEN | ACCESS-PASSWORD-WEAK | ACCESS-NO-RIGHT | those of
 *   assertAccount
 */
export async function createAccount(
  store: Store,
  given: NewAccount,
  by: Caller | null,
  now: Date,
): Promise<number> {
  const account = { ...given, account: given.account.trim().toLowerCase() };
  assertAccount(account);
  if (by !== null && account.kind === "staff" && account.roles.length > 0) {
    assertRight(by, "access.review");
  }
  assertStrong(account.password, account.account);
  const hash = await hashPassword(account.password);
  const granted_by = by?.account_no ?? null;
  return store.transaction(async (client) => {
    const account_no = await insertAccount(client, { ...account, demo: false }, now);
    await writePassword(client, account_no, { hash, must_change: true }, now);
    await writeRoles(client, { account_no, granted_by, roles: account.roles }, now);
    return account_no;
  });
}

/** @throws YibaoError ACCESS-ACCOUNT-TAKEN */
export async function insertAccount(
  client: Runner,
  account: Omit<NewAccount, "password" | "roles"> & { readonly demo: boolean },
  now: Date,
): Promise<number> {
  const { institution_code = null, person_no = null } = account;
  try {
    const { rows } = await client.query<{ account_no: number }>(
      `insert into access.account
         (account, name, kind, regions, institution_code, person_no, demo, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning account_no`,
      [
        account.account,
        account.name.trim(),
        account.kind,
        account.regions,
        institution_code,
        person_no,
        account.demo,
        now,
      ],
    );
    return (rows[0] as { account_no: number }).account_no;
  } catch (error) {
    if ((error as { code?: string }).code !== ALREADY_THERE) throw error;
    throw new YibaoError("ACCESS-ACCOUNT-TAKEN", { value: account.account }, "account");
  }
}

export async function writePassword(
  client: Runner,
  account_no: number,
  { hash, must_change }: { readonly hash: string; readonly must_change: boolean },
  now: Date,
): Promise<void> {
  await client.query(
    `insert into access.password (account_no, hash, must_change, set_at) values ($1, $2, $3, $4)
     on conflict (account_no) do update
        set hash = excluded.hash, must_change = excluded.must_change, set_at = excluded.set_at`,
    [account_no, hash, must_change, now],
  );
}

interface Grant {
  readonly account_no: number;
  readonly granted_by: number | null;
  readonly roles: readonly RoleId[];
}

/** The roles from now on, and a row that says so for ever. */
export async function writeRoles(client: Runner, grant: Grant, now: Date): Promise<void> {
  const { account_no, granted_by } = grant;
  const roles = [...new Set(grant.roles)];
  await client.query(
    "delete from access.account_role where account_no = $1 and role <> all ($2::text[])",
    [account_no, roles],
  );
  await client.query(
    `insert into access.account_role (account_no, role, granted_by, granted_at)
     select $1, unnest($2::text[]), $3, $4 on conflict do nothing`,
    [account_no, roles, granted_by, now],
  );
  await client.query(
    `insert into access.role_change (account_no, roles, regions, changed_by, changed_at)
     select $1, $2, regions, $3, $4 from access.account where account_no = $1`,
    [account_no, roles, granted_by, now],
  );
}

export interface AccountSearch extends PageRequest {
  /** Part of the account or of the name. */
  readonly text?: string | null;
  readonly role?: RoleId | null;
  readonly kind?: AccountKind | null;
}

const ACCOUNT = `
  select account.account_no, account.account, account.name, account.kind, account.state,
         account.regions, account.institution_code, account.person_no, account.demo,
         account.last_signed_in_at, account.created_at,
         array(select role from access.account_role as held
                where held.account_no = account.account_no order by role) as roles,
         factor.confirmed_at is not null as has_second_factor,
         coalesce(password.must_change, false) as must_change_password,
         lockout.failures, lockout.last_failed_at
    from access.account
    left join access.second_factor as factor on factor.account_no = account.account_no
    left join access.password on password.account_no = account.account_no
    left join access.lockout on lockout.subject = 'account:' || account.account_no`;

type AccountRow = Omit<Account, "locked_until"> & {
  readonly failures: number | null;
  readonly last_failed_at: Date | null;
};

const PAGE_MAX = 1_000;

export async function listAccounts(
  runner: Runner,
  { text = null, role = null, kind = null, limit, offset }: AccountSearch,
  now: Date,
): Promise<Page<Account>> {
  const where = `
   where ($1::text is null or strpos(account.account, lower($1)) > 0
          or strpos(account.name, $1) > 0)
     and ($2::text is null or exists (select from access.account_role as held
           where held.account_no = account.account_no and held.role = $2))
     and ($3::text is null or account.kind = $3)`;
  const wanted = [text, role, kind];
  const { rows } = await runner.query<AccountRow>(
    `${ACCOUNT} ${where} order by account.account limit $4 offset $5`,
    [...wanted, Math.min(limit, PAGE_MAX), offset],
  );
  const counted = await runner.query<{ total: number }>(
    `select count(*) as total from access.account ${where}`,
    wanted,
  );
  return {
    rows: rows.map((row) => accountOfRow(row, now)),
    total: counted.rows[0]?.total ?? 0,
  };
}

/** @throws YibaoError ACCESS-ACCOUNT-UNKNOWN */
export async function findAccount(runner: Runner, account_no: number, now: Date): Promise<Account> {
  const { rows } = await runner.query<AccountRow>(`${ACCOUNT} where account.account_no = $1`, [
    account_no,
  ]);
  if (rows[0] === undefined) throw new YibaoError("ACCESS-ACCOUNT-UNKNOWN", { account_no });
  return accountOfRow(rows[0], now);
}

function accountOfRow({ failures, last_failed_at, ...account }: AccountRow, now: Date): Account {
  const counted: Failures | null =
    failures === null || last_failed_at === null ? null : { failures, last_failed_at };
  return { ...account, locked_until: lockedUntil(counted, now) };
}

/**
 * A new first password, by an administrator: it ends every session of the account, and the next
 * sign-in has to change it.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT | ACCESS-DEMO-FIXED |
 *   ACCESS-PASSWORD-WEAK
 */
export async function setPassword(
  store: Store,
  account_no: number,
  password: string,
  by: Caller | null,
  now: Date,
): Promise<void> {
  const account = await findAccount(store, account_no, now);
  assertOther(account_no, by);
  if (account.demo) throw new YibaoError("ACCESS-DEMO-FIXED");
  assertStrong(password, account.account);
  const hash = await hashPassword(password);
  await store.transaction(async (client) => {
    await writePassword(client, account_no, { hash, must_change: true }, now);
    await endSessionsOf(client, account_no, now);
  });
}

/** @throws YibaoError ACCESS-OWN-ACCOUNT: nobody grants or takes their own. */
function assertOther(account_no: number, by: Caller | null): void {
  if (by?.account_no === account_no) throw new YibaoError("ACCESS-OWN-ACCOUNT");
}

/**
 * Signs the account out everywhere and lets it in no more.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT
 */
export function disableAccount(
  store: Store,
  account_no: number,
  by: Caller | null,
  now: Date,
): Promise<void> {
  return setState(store, account_no, "disabled", by, now);
}

/** @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT */
export function enableAccount(
  store: Store,
  account_no: number,
  by: Caller | null,
  now: Date,
): Promise<void> {
  return setState(store, account_no, "active", by, now);
}

async function setState(
  store: Store,
  account_no: number,
  state: AccountState,
  by: Caller | null,
  now: Date,
): Promise<void> {
  assertOther(account_no, by);
  await store.transaction(async (client) => {
    await lockAccount(client, account_no);
    await client.query("update access.account set state = $2 where account_no = $1", [
      account_no,
      state,
    ]);
    if (state === "disabled") await endSessionsOf(client, account_no, now);
  });
}

export interface Granted {
  readonly roles: readonly RoleId[];
  readonly regions: readonly string[];
}

/**
 * What an account may do from its next request on, by a security officer; never one's own.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT | ACCESS-REGIONS | those of
 *   assertRoles
 */
export async function assignRoles(
  store: Store,
  account_no: number,
  { roles, regions }: Granted,
  by: Caller | null,
  now: Date,
): Promise<void> {
  assertOther(account_no, by);
  await store.transaction(async (client) => {
    const kind = await lockAccount(client, account_no);
    assertRegions(kind, regions);
    assertRoles(kind, roles);
    await client.query("update access.account set regions = $2 where account_no = $1", [
      account_no,
      regions,
    ]);
    await writeRoles(client, { account_no, granted_by: by?.account_no ?? null, roles }, now);
  });
}

async function lockAccount(client: pg.PoolClient, account_no: number): Promise<AccountKind> {
  const { rows } = await client.query<{ kind: AccountKind }>(
    "select kind from access.account where account_no = $1 for update",
    [account_no],
  );
  if (rows[0] === undefined) throw new YibaoError("ACCESS-ACCOUNT-UNKNOWN", { account_no });
  return rows[0].kind;
}

/**
 * Takes a lost authenticator off an account; the next sign-in asks for a new one.
 * @throws YibaoError ACCESS-ACCOUNT-UNKNOWN | ACCESS-OWN-ACCOUNT
 */
export async function resetSecondFactor(
  store: Store,
  account_no: number,
  by: Caller | null,
  now: Date,
): Promise<void> {
  assertOther(account_no, by);
  await store.transaction(async (client) => {
    await lockAccount(client, account_no);
    await client.query("delete from access.backup_code where account_no = $1", [account_no]);
    await client.query("delete from access.second_factor where account_no = $1", [account_no]);
    await endSessionsOf(client, account_no, now);
  });
}

/** Lets an account try again at once. @throws YibaoError ACCESS-OWN-ACCOUNT */
export async function unlockAccount(
  store: Store,
  account_no: number,
  by: Caller | null,
): Promise<void> {
  assertOther(account_no, by);
  await forgetFailures(store, subjectOf(account_no, ""));
}

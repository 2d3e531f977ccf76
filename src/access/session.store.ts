import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { callerOf, type HolderRow } from "./holder.ts";
import { hashOfSecret, randomToken } from "./secret.ts";
import {
  ABSOLUTE_HOURS,
  IDLE_MINUTES,
  isOpen,
  isSeenAgain,
  type OpenedBy,
  type SessionTimes,
} from "./session.ts";

/** Of one account; the oldest ends when there are more. */
const SESSIONS_MAX = 20;
/** Many may try a demo account at once. */
const DEMO_SESSIONS_MAX = 1_000;
/** A token is 43 characters; whatever is much longer is not looked up. */
const TOKEN_CHARACTERS = 100;

export interface SessionOptions {
  /** Demo accounts may sign in, and stay so. */
  readonly is_demo: boolean;
}

/** Whose session: an account, or a person who showed an electronic credential. */
export type SessionOf =
  | { readonly account_no: number; readonly demo: boolean; readonly opened_by?: OpenedBy }
  | { readonly person_no: string };

export interface SessionFrom {
  readonly address: string;
  /** What the browser says it is. */
  readonly agent: string;
}

const AGENT_CHARACTERS = 200;

/** Opens a session; the token is known to the caller alone. */
export async function openSession(
  client: Runner,
  of: SessionOf,
  { address, agent }: SessionFrom,
  now: Date,
): Promise<string> {
  const token = randomToken();
  const account_no = "account_no" in of ? of.account_no : null;
  const person_no = "person_no" in of ? of.person_no : null;
  const opened_by = ("opened_by" in of ? of.opened_by : undefined) ?? "own";
  const most = "demo" in of && of.demo ? DEMO_SESSIONS_MAX : SESSIONS_MAX;
  await client.query(
    `insert into access.session
       (token_hash, account_no, person_no, address, agent, signed_in_at, last_seen_at, opened_by)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      ...[hashOfSecret(token), account_no, person_no, address, agent.slice(0, AGENT_CHARACTERS)],
      ...[now, opened_by],
    ],
  );
  await client.query(
    `update access.session set ended_at = $3
      where session_no in (
        select session_no from access.session
         where ended_at is null and (account_no = $1 or person_no = $2)
         order by session_no desc offset $4)`,
    [account_no, person_no, now, most],
  );
  return token;
}

const HOLDER = `
  select session.session_no, session.person_no as credential_person_no, session.signed_in_at,
         session.last_seen_at, session.ended_at, session.opened_by,
         account.account_no, account.account, account.name, account.kind, account.state,
         account.regions, account.institution_code, account.person_no, account.demo,
         array(select role from access.account_role as held
                where held.account_no = account.account_no order by role) as roles,
         factor.confirmed_at is not null as has_second_factor,
         coalesce(password.must_change, false) as must_change_password
    from access.session
    left join access.account on account.account_no = session.account_no
    left join access.second_factor as factor on factor.account_no = session.account_no
    left join access.password on password.account_no = session.account_no
   where session.token_hash = $1`;

/**
 * Who the holder of the token is. Null where there is no such session, or it has ended: by signing
 * out, after 30 minutes without a request, after 12 hours, or because the account was disabled.
 */
export async function callerOfSession(
  store: Store,
  token: string,
  now: Date,
  { is_demo }: SessionOptions,
): Promise<Caller | null> {
  if (token.length > TOKEN_CHARACTERS) return null;
  const { rows } = await store.query<HolderRow & SessionTimes>(HOLDER, [hashOfSecret(token)]);
  const row = rows[0];
  if (row === undefined || !isOpen(row, now)) return null;
  if (row.account_no !== null && row.state !== "active") return null;
  if (row.demo === true && !is_demo) return null;
  if (isSeenAgain(row, now)) {
    await store.query(
      `update access.session set last_seen_at = $2
        where session_no = $1 and last_seen_at < $2 and ended_at is null`,
      [row.session_no, now],
    );
  }
  return callerOf(row);
}

export async function signOut(store: Store, caller: Caller, now: Date): Promise<void> {
  await store.query(
    "update access.session set ended_at = $2 where session_no = $1 and ended_at is null",
    [caller.session_no, now],
  );
}

/** One of the caller's own sessions. */
export interface OwnSession {
  readonly session_no: number;
  readonly address: string;
  readonly agent: string;
  readonly signed_in_at: Date;
  readonly last_seen_at: Date;
  readonly is_this: boolean;
}

/** The caller's open sessions, the latest first; at most 20. */
export async function listSessions(
  runner: Runner,
  caller: Caller,
  now: Date,
): Promise<readonly OwnSession[]> {
  const { rows } = await runner.query<OwnSession>(
    `select session_no, address, agent, signed_in_at, last_seen_at, session_no = $3 as is_this
       from access.session
      where ${OWN} and ended_at is null
        and last_seen_at > $4 and signed_in_at > $5
      order by session_no desc limit $6`,
    [...ownerOf(caller), caller.session_no, ...oldest(now), SESSIONS_MAX],
  );
  return rows;
}

/** @throws YibaoError ACCESS-SESSION-UNKNOWN */
export async function endSession(
  store: Store,
  caller: Caller,
  session_no: number,
  now: Date,
): Promise<void> {
  const { rowCount } = await store.query(
    `update access.session set ended_at = $4
      where ${OWN} and session_no = $3 and ended_at is null`,
    [...ownerOf(caller), session_no, now],
  );
  if (rowCount === 0) throw new YibaoError("ACCESS-SESSION-UNKNOWN");
}

/** Of the account; without $1, of the person who signed in by a credential. */
const OWN = "(account_no = $1 or ($1::bigint is null and person_no = $2))";

function ownerOf({ account_no, person_no }: Caller): [number | null, string | null] {
  return [account_no, person_no];
}

function oldest(now: Date): [Date, Date] {
  const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  return [before(IDLE_MINUTES), before(ABSOLUTE_HOURS * 60)];
}

/** Ends the account's sessions, apart from one. */
export async function endSessionsOf(
  client: Runner,
  account_no: number,
  now: Date,
  except: number | null = null,
): Promise<void> {
  await client.query(
    `update access.session set ended_at = $2
      where account_no = $1 and ended_at is null and session_no is distinct from $3`,
    [account_no, now, except],
  );
}

import { type ErrorCode, type ErrorDetails, YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { assertNotLocked, countTry, forgetFailures, subjectOf } from "./lockout.store.ts";
import type { OpenidAsked, OpenidKept, OpenidProvider } from "./openid-provider.ts";
import { takeCode } from "./second-factor.store.ts";
import { hashOfSecret, randomToken } from "./secret.ts";
import type { OpenedBy } from "./session.ts";
import {
  type Act,
  audited,
  keepingRefusals,
  opened,
  type SignedIn,
  type SignInOptions,
} from "./signed-in.store.ts";

/**
 * Signing in by the organisation's own identity provider (单位账号登录). The browser is sent there
 * with a cookie of ours, comes back with a code, and is asked for its authenticator's code where
 * the account has one. What is kept in between lasts ten minutes and serves once.
 */

const MINUTES = 10;
/** So many may be under way; the oldest make place for the newest. */
const UNDER_WAY_MAX = 100_000;
const TOKEN_CHARACTERS = 100;

const ACT: Act = {
  route: "sign-in-by-openid",
  title: "单位账号登录",
  account: null,
  account_no: null,
};

export interface OpenidBegin {
  /** Of ours, where the provider sends the browser back to. */
  readonly redirect_uri: string;
  /** The page of ours that was asked for. */
  readonly return_to: string;
}

export interface OpenidBegun {
  /** For a cookie; kept nowhere. */
  readonly token: string;
  /** The address at the provider; null when it was refused, and `openidSignInState` says why. */
  readonly to: string | null;
}

/** Sends a browser to the provider. Never refuses: why not is told to the same browser after. */
export async function beginOpenidSignIn(
  store: Store,
  provider: OpenidProvider,
  { redirect_uri, return_to }: OpenidBegin,
  now: Date,
  options: SignInOptions,
): Promise<OpenidBegun> {
  const token = randomToken();
  const asked = await orRefusal(
    keepingRefusals(store, ACT, options, now, () => provider.begin(redirect_uri, now)),
  );
  const nothing = { redirect_uri, state: "", nonce: "", code_verifier: "", to: null };
  const { to, ...kept } = asked instanceof YibaoError ? nothing : (asked as OpenidAsked);
  await store.query(
    `insert into access.openid_sign_in
       (token_hash, state, nonce, code_verifier, redirect_uri, return_to, began_at, refusal)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[hashOfSecret(token), kept.state, kept.nonce, kept.code_verifier, redirect_uri, return_to],
      ...[now, asked instanceof YibaoError ? refusalText(asked) : null],
    ],
  );
  await store.query(
    `delete from access.openid_sign_in
      where began_at < $1 or token_hash in (
        select token_hash from access.openid_sign_in order by began_at desc offset $2)`,
    [oldest(now), UNDER_WAY_MAX],
  );
  return { token, to };
}

/** The work's value, or the refusal it ended with; a fault of ours stays one. */
async function orRefusal<T>(work: Promise<T>): Promise<T | YibaoError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof YibaoError) return error;
    throw error;
  }
}

function refusalText({ code, details, where }: YibaoError): string {
  return JSON.stringify({ code, details, where: where ?? null });
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - MINUTES * 60_000);
}

interface UnderWay extends OpenidKept {
  readonly token_hash: string;
  readonly return_to: string;
  readonly used_at: Date | null;
  readonly identity_no: number | null;
  readonly refusal: Refusal | null;
}

interface Refusal {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly where: string | null;
}

/** @throws YibaoError ACCESS-OIDC-EXPIRED */
async function underWay(store: Store, token: string | null, now: Date): Promise<UnderWay> {
  const isToken = token !== null && token.length <= TOKEN_CHARACTERS;
  const { rows } = await store.query<UnderWay>(
    `select token_hash, state, nonce, code_verifier, redirect_uri, return_to, used_at,
            identity_no, refusal
       from access.openid_sign_in where token_hash = $1 and began_at >= $2`,
    [isToken ? hashOfSecret(token) : "", oldest(now)],
  );
  if (rows[0] === undefined) throw new YibaoError("ACCESS-OIDC-EXPIRED");
  return rows[0];
}

export interface OpenidFinish {
  /** The browser's cookie. */
  readonly token: string | null;
  /** What the provider sent along. */
  readonly answer: URLSearchParams;
}

export interface OpenidFinished {
  /** Null when it was refused, or a code is still missing: `openidSignInState` says which. */
  readonly signedIn: SignedIn | null;
  /** The page that was asked for. */
  readonly return_to: string | null;
}

/**
 * The browser is back from the provider. Whatever is refused is in the audit, and told to the same
 * browser afterwards.
 */
export async function finishOpenidSignIn(
  store: Store,
  provider: OpenidProvider,
  { token, answer }: OpenidFinish,
  now: Date,
  options: SignInOptions,
): Promise<OpenidFinished> {
  const kept = await orRefusal(
    keepingRefusals(store, ACT, options, now, () => taken(store, { token, answer }, now)),
  );
  if (kept instanceof YibaoError) return { signedIn: null, return_to: null };
  const { return_to, token_hash } = kept;
  const done = await orRefusal(signInBy(store, provider, kept, answer, now, options));
  if (!(done instanceof YibaoError)) {
    await forget(store, token_hash);
    return { signedIn: done, return_to };
  }
  // That a code is needed is the next step; what holds it is already kept.
  if (done.code !== "ACCESS-CODE-NEEDED") await keepRefusal(store, token_hash, done);
  return { signedIn: null, return_to };
}

/**
 * Uses up what was kept, so that nobody comes back by it twice.
 * @throws YibaoError ACCESS-OIDC-EXPIRED | ACCESS-OIDC-STATE
 */
async function taken(store: Store, given: OpenidFinish, now: Date): Promise<UnderWay> {
  const kept = await underWay(store, given.token, now);
  if (kept.state === "" || kept.used_at !== null) throw new YibaoError("ACCESS-OIDC-EXPIRED");
  // Not used up: another tab of the same browser may still come back by it.
  if (given.answer.get("state") !== kept.state) {
    const refusal = new YibaoError("ACCESS-OIDC-STATE");
    await keepRefusal(store, kept.token_hash, refusal);
    throw refusal;
  }
  const { rowCount } = await store.query(
    `update access.openid_sign_in set used_at = $2, refusal = null
      where token_hash = $1 and used_at is null`,
    [kept.token_hash, now],
  );
  if (rowCount !== 1) throw new YibaoError("ACCESS-OIDC-EXPIRED");
  return kept;
}

async function keepRefusal(store: Store, token_hash: string, refusal: YibaoError): Promise<void> {
  await store.query(
    "update access.openid_sign_in set refusal = $2, identity_no = null where token_hash = $1",
    [token_hash, refusalText(refusal)],
  );
}

async function forget(store: Store, token_hash: string): Promise<number> {
  const { rowCount } = await store.query(
    "delete from access.openid_sign_in where token_hash = $1",
    [token_hash],
  );
  return rowCount ?? 0;
}

interface Linked {
  readonly identity_no: number;
  readonly account_no: number;
  readonly account: string;
  readonly name: string;
  readonly state: string;
  readonly has_second_factor: boolean;
}

const LINKED = `
  select identity_no, account.account_no, account.account, account.name, account.state,
         factor.confirmed_at is not null as has_second_factor
    from access.openid_identity as identity
    join access.account on account.account_no = identity.account_no
    left join access.second_factor as factor on factor.account_no = account.account_no
   where identity.unlinked_at is null and`;

async function signInBy(
  store: Store,
  provider: OpenidProvider,
  kept: UnderWay,
  answer: URLSearchParams,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const person = await keepingRefusals(store, ACT, options, now, () =>
    provider.finish(answer, kept, now),
  );
  const details = { issuer: provider.issuer, subject: person.subject };
  const { rows } = await store.query<Linked>(`${LINKED} issuer = $1 and subject = $2`, [
    details.issuer,
    details.subject,
  ]);
  const linked = rows[0] ?? null;
  const { account = null, account_no = null } = linked ?? {};
  return audited(store, { ...ACT, account, account_no, details }, options, now, async () => {
    if (linked === null) throw new YibaoError("ACCESS-OIDC-UNLINKED", details);
    const subject = subjectOf(linked.account_no, linked.account);
    await assertNotLocked(store, subject, now);
    assertActive(linked);
    if (linked.has_second_factor && !person.has_factor) {
      await store.query("update access.openid_sign_in set identity_no = $2 where token_hash = $1", [
        kept.token_hash,
        linked.identity_no,
      ]);
      throw new YibaoError("ACCESS-CODE-NEEDED", {}, "code");
    }
    await forgetFailures(store, subject);
    return openedBy(store, linked, person.has_factor, now, options);
  });
}

/** Who has proven who they are may be told so. @throws YibaoError ACCESS-OIDC-DISABLED */
function assertActive({ account, state }: Linked): void {
  if (state !== "active") throw new YibaoError("ACCESS-OIDC-DISABLED", { account });
}

function openedBy(
  store: Store,
  { account_no }: Linked,
  has_factor: boolean,
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const opened_by: OpenedBy = has_factor ? "provider-with-factor" : "provider";
  return opened(store, { account_no, demo: false, opened_by }, now, options);
}

export interface OpenidCodeNeeded {
  readonly account: string;
  readonly name: string;
}

/**
 * Whose code is still missing, for the browser that came back.
 * @throws YibaoError ACCESS-OIDC-EXPIRED, or what it was refused with
 */
export async function openidSignInState(
  store: Store,
  token: string | null,
  now: Date,
): Promise<OpenidCodeNeeded> {
  const { refusal, identity_no } = await underWay(store, token, now);
  if (refusal !== null) {
    throw new YibaoError(refusal.code, refusal.details, refusal.where ?? undefined);
  }
  const { account, name } = await linkedOf(store, identity_no);
  return { account, name };
}

/** @throws YibaoError ACCESS-OIDC-EXPIRED, also when the link was taken away meanwhile */
async function linkedOf(store: Store, identity_no: number | null): Promise<Linked> {
  const { rows } = await store.query<Linked>(`${LINKED} identity_no = $1`, [identity_no]);
  if (rows[0] === undefined) throw new YibaoError("ACCESS-OIDC-EXPIRED");
  return rows[0];
}

/**
 * The second step: a code of the authenticator, or a backup code.
 * @throws YibaoError ACCESS-OIDC-EXPIRED | ACCESS-LOCKED | ACCESS-CODE-WRONG | ACCESS-OIDC-DISABLED
 */
export async function confirmOpenidSignIn(
  store: Store,
  { token, code }: { readonly token: string | null; readonly code: string },
  now: Date,
  options: SignInOptions,
): Promise<SignedIn> {
  const { token_hash, identity_no } = await underWay(store, token, now);
  const linked = await linkedOf(store, identity_no);
  const { account, account_no } = linked;
  return audited(store, { ...ACT, account, account_no }, options, now, async () => {
    const subject = subjectOf(account_no, account);
    await countTry(store, subject, now);
    assertActive(linked);
    if (!(await takeCode(store, account_no, code.trim(), now))) {
      throw new YibaoError("ACCESS-CODE-WRONG", {}, "code");
    }
    if ((await forget(store, token_hash)) === 0) throw new YibaoError("ACCESS-OIDC-EXPIRED");
    await forgetFailures(store, subject);
    return openedBy(store, linked, false, now, options);
  });
}

import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { accountOf } from "./holder.ts";
import { hashOfSecret, randomBackupCode, randomSecondFactor } from "./secret.ts";
import { endSessionsOf } from "./session.store.ts";
import { authenticatorUri, windowOfCode } from "./totp.ts";

const BACKUP_CODES = 10;

export interface SecondFactorOffer {
  /** Base32, to be typed where no camera is at hand. */
  readonly secret: string;
  /** `otpauth://totp/…`, to be shown as a QR code. */
  readonly uri: string;
}

/**
 * A secret for the caller's authenticator; it counts when a code of it has been confirmed.
 * @throws YibaoError ACCESS-NO-ACCOUNT | ACCESS-DEMO-FIXED | ACCESS-FACTOR-EXISTS
 */
export async function offerSecondFactor(
  store: Store,
  caller: Caller,
  now: Date,
): Promise<SecondFactorOffer> {
  const account_no = accountOf(caller);
  assertNotDemo(caller);
  const secret = randomSecondFactor();
  const { rowCount } = await store.query(
    `insert into access.second_factor as factor (account_no, secret, offered_at)
     values ($1, $2, $3)
     on conflict (account_no) do update
        set secret = excluded.secret, offered_at = excluded.offered_at
      where factor.confirmed_at is null`,
    [account_no, secret, now],
  );
  if (rowCount === 0) throw new YibaoError("ACCESS-FACTOR-EXISTS");
  return { secret, uri: authenticatorUri(secret, caller.account ?? "") };
}

/** @throws YibaoError ACCESS-DEMO-FIXED: what everybody uses nobody may change. */
export function assertNotDemo({ demo }: Caller): void {
  if (demo) throw new YibaoError("ACCESS-DEMO-FIXED");
}

/**
 * Makes the offered secret count. Answers ten backup codes, told this once; ends the account's
 * other sessions, which had come by the password alone.
 * @throws YibaoError ACCESS-NO-ACCOUNT | ACCESS-FACTOR-EXISTS | ACCESS-FACTOR-NOT-OFFERED |
 *   ACCESS-CODE-WRONG
 */
export async function confirmSecondFactor(
  store: Store,
  caller: Caller,
  code: string,
  now: Date,
): Promise<readonly string[]> {
  const account_no = accountOf(caller);
  const codes = Array.from({ length: BACKUP_CODES }, randomBackupCode);
  await store.transaction(async (client) => {
    const { rows } = await client.query<{ secret: string; confirmed_at: Date | null }>(
      "select secret, confirmed_at from access.second_factor where account_no = $1 for update",
      [account_no],
    );
    const offered = rows[0];
    if (offered === undefined) throw new YibaoError("ACCESS-FACTOR-NOT-OFFERED");
    if (offered.confirmed_at !== null) throw new YibaoError("ACCESS-FACTOR-EXISTS");
    const used = windowOfCode(offered.secret, code.trim(), now);
    if (used === null) throw new YibaoError("ACCESS-CODE-WRONG", {}, "code");
    await client.query(
      "update access.second_factor set confirmed_at = $2, last_window = $3 where account_no = $1",
      [account_no, now, used],
    );
    await client.query("delete from access.backup_code where account_no = $1", [account_no]);
    await client.query(
      `insert into access.backup_code (account_no, code_hash)
       select $1, unnest($2::text[])`,
      [account_no, codes.map(hashOfSecret)],
    );
    await endSessionsOf(client, account_no, now, caller.session_no);
  });
  return codes;
}

/** Uses up a code of the authenticator, or a backup code. False: it is wrong or was used. */
export async function takeCode(
  store: Store,
  account_no: number,
  code: string,
  now: Date,
): Promise<boolean> {
  return /^\d{6}$/.test(code)
    ? takeWindow(store, account_no, code, now)
    : takeBackupCode(store, account_no, code, now);
}

async function takeWindow(
  store: Store,
  account_no: number,
  code: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await store.query<{ secret: string }>(
    "select secret from access.second_factor where account_no = $1 and confirmed_at is not null",
    [account_no],
  );
  const used = rows[0] === undefined ? null : windowOfCode(rows[0].secret, code, now);
  if (used === null) return false;
  // Of two who bring the same code at once, one moves the window on.
  const { rowCount } = await store.query(
    "update access.second_factor set last_window = $2 where account_no = $1 and last_window < $2",
    [account_no, used],
  );
  return rowCount === 1;
}

async function takeBackupCode(
  store: Store,
  account_no: number,
  code: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await store.query(
    `update access.backup_code set used_at = $3
      where account_no = $1 and code_hash = $2 and used_at is null`,
    [account_no, hashOfSecret(code.toLowerCase()), now],
  );
  return rowCount === 1;
}

/** How many backup codes are left. */
export async function countBackupCodes(runner: Runner, caller: Caller): Promise<number> {
  const { rows } = await runner.query<{ count: number }>(
    "select count(*) from access.backup_code where account_no = $1 and used_at is null",
    [accountOf(caller)],
  );
  return rows[0]?.count ?? 0;
}

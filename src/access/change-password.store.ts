import { YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { writePassword } from "./account.store.ts";
import type { Caller } from "./caller.ts";
import { accountOf } from "./holder.ts";
import { countTry, forgetFailures, subjectOf } from "./lockout.store.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { assertStrong } from "./password-rule.ts";
import { assertNotDemo } from "./second-factor.store.ts";
import { endSessionsOf } from "./session.store.ts";

export interface PasswordChange {
  readonly old_password: string;
  readonly new_password: string;
}

/**
 * The caller's own password. Ends the account's other sessions. A wrong old one counts towards the
 * lockout, as at the door.
 * @throws YibaoError ACCESS-NO-ACCOUNT | ACCESS-DEMO-FIXED | ACCESS-PASSWORD-WEAK |
 *   ACCESS-PASSWORD-SAME | ACCESS-OLD-PASSWORD-WRONG | ACCESS-LOCKED | ACCESS-BUSY
 */
export async function changePassword(
  store: Store,
  caller: Caller,
  { old_password, new_password }: PasswordChange,
  now: Date,
): Promise<void> {
  const account_no = accountOf(caller);
  assertNotDemo(caller);
  assertStrong(new_password, caller.account ?? "");
  if (new_password === old_password) {
    throw new YibaoError("ACCESS-PASSWORD-SAME", {}, "new_password");
  }
  const subject = subjectOf(account_no, "");
  await countTry(store, subject, now);
  const { rows } = await store.query<{ hash: string }>(
    "select hash from access.password where account_no = $1",
    [account_no],
  );
  const isRight = await isPassword(old_password, rows[0]?.hash ?? null);
  if (!isRight) throw new YibaoError("ACCESS-OLD-PASSWORD-WRONG", {}, "old_password");
  const hash = await hashPassword(new_password);
  await store.transaction(async (client) => {
    await writePassword(client, account_no, { hash, must_change: false }, now);
    await endSessionsOf(client, account_no, now, caller.session_no);
  });
  await forgetFailures(store, subject);
}

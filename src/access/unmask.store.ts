import { YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { accountOf, assertRight } from "./holder.ts";

const UNMASKED_MINUTES = 10;
const REASON_LEAST = 4;
const REASON_MOST = 200;

export interface UnmaskRequest {
  readonly person_no: string;
  /** Which business it is for. */
  readonly reason: string;
}

/**
 * Lets the caller, in this session, see one person's data unmasked for ten minutes: until when.
 * Whether they may see the person at all is for `readAs` to say beforehand.
 * @throws YibaoError ACCESS-NO-RIGHT | ACCESS-UNMASK-REASON
 */
export async function unmask(
  runner: Runner,
  caller: Caller,
  { person_no, reason }: UnmaskRequest,
  now: Date,
): Promise<Date> {
  assertRight(caller, "people.unmask");
  const given = reason.trim();
  const { length } = [...given];
  if (length < REASON_LEAST || length > REASON_MOST) {
    const bounds = { least: REASON_LEAST, most: REASON_MOST };
    throw new YibaoError("ACCESS-UNMASK-REASON", bounds, "reason");
  }
  const until = new Date(now.getTime() + UNMASKED_MINUTES * 60_000);
  await runner.query(
    `insert into access.unmasking
       (session_no, account_no, person_no, reason, given_at, valid_until)
     values ($1, $2, $3, $4, $5, $6)`,
    [caller.session_no, accountOf(caller), person_no, given, now, until],
  );
  return until;
}

/** Until when this session sees the person unmasked; null when it does not. */
export async function unmaskedUntil(
  runner: Runner,
  caller: Caller,
  person_no: string,
  now: Date,
): Promise<Date | null> {
  if (caller.session_no === null) return null;
  const { rows } = await runner.query<{ until: Date | null }>(
    `select max(valid_until) as until from access.unmasking
      where session_no = $1 and person_no = $2 and valid_until > $3`,
    [caller.session_no, person_no, now],
  );
  return rows[0]?.until ?? null;
}

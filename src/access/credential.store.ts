import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { Caller } from "./caller.ts";
import { credentialCode, isGenuine, readCredentialCode } from "./credential-code.ts";
import { randomCredentialKey } from "./secret.ts";

const VALID_SECONDS = 5 * 60;

export interface Credential {
  /** To be shown as a QR code; once, within five minutes. */
  readonly code: string;
  readonly until: Date;
}

/** A credential by which the person can sign in once; who issues it has made sure who they are. */
export async function issueCredential(
  store: Store,
  caller: Caller,
  person_no: string,
  now: Date,
): Promise<Credential> {
  const { key_no, key } = await currentKey(store, now);
  // Whole seconds: the code says no less than the row.
  const until = new Date((Math.floor(now.getTime() / 1000) + VALID_SECONDS) * 1000);
  const { rows } = await store.query<{ credential_no: number }>(
    `insert into access.credential (person_no, issued_by, issued_at, valid_until)
     values ($1, $2, $3, $4) returning credential_no`,
    [person_no, caller.account_no, now, until],
  );
  const { credential_no } = rows[0] as { credential_no: number };
  return { code: credentialCode({ key_no, credential_no, until }, person_no, key), until };
}

/**
 * Uses up a credential: whose it is.
 * @throws YibaoError ACCESS-CREDENTIAL-BAD, whatever is wrong with it
 */
export async function useCredential(client: Runner, code: string, now: Date): Promise<string> {
  const facts = readCredentialCode(code);
  if (facts === null) throw new YibaoError("ACCESS-CREDENTIAL-BAD");
  const { rows } = await client.query<{ person_no: string; key: Buffer }>(
    `select person_no, key from access.credential, access.credential_key
      where credential_no = $1 and key_no = $2`,
    [facts.credential_no, facts.key_no],
  );
  const row = rows[0];
  if (row === undefined || !isGenuine(code, facts, row.person_no, row.key)) {
    throw new YibaoError("ACCESS-CREDENTIAL-BAD");
  }
  const { rowCount } = await client.query(
    `update access.credential set used_at = $2
      where credential_no = $1 and used_at is null and valid_until > $2`,
    [facts.credential_no, now],
  );
  if (rowCount === 0) throw new YibaoError("ACCESS-CREDENTIAL-BAD");
  return row.person_no;
}

const KEY_LOCK = 7_430_400_007;

/** The newest key; the first one is made when it is needed. */
async function currentKey(store: Store, now: Date): Promise<{ key_no: number; key: Buffer }> {
  const newest = "select key_no, key from access.credential_key order by key_no desc limit 1";
  const { rows } = await store.query<{ key_no: number; key: Buffer }>(newest);
  if (rows[0] !== undefined) return rows[0];
  return store.transaction(async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [KEY_LOCK]);
    const made = await client.query<{ key_no: number; key: Buffer }>(
      `with newest as (${newest}), added as (
         insert into access.credential_key (key, made_at)
         select $1, $2 where not exists (select from newest) returning key_no, key)
       select * from newest union all select * from added`,
      [randomCredentialKey(), now],
    );
    return made.rows[0] as { key_no: number; key: Buffer };
  });
}

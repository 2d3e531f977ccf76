import type { Store } from "../../store/index.ts";

/** The SQL of schema `gateway`. */

export interface SignIn {
  readonly sign_no: string;
  readonly institution_code: string;
  readonly operator: string;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly signed_in_at: string;
  readonly signed_out_at: string | null;
}

export interface NewSignIn {
  readonly institution_code: string;
  readonly message_id: string;
  readonly operator: string;
  readonly mac: string;
  readonly ip: string;
  readonly signed_in_at: string;
}

const COLUMNS = `sign_no, institution_code, operator, signed_in_at::text as signed_in_at,
  signed_out_at::text as signed_out_at`;

/** Signs in, or finds the sign-in that the same message made before. */
export async function writeSignIn(store: Store, row: NewSignIn): Promise<SignIn> {
  const inserted = await store.query<SignIn>(
    `insert into gateway.sign_in
       (sign_no, institution_code, message_id, operator, mac, ip, signed_in_at)
     select to_char($6::timestamp, 'YYYYMMDDHH24MISS')
              || lpad(nextval('gateway.sign_in_no')::text, 8, '0'), $1, $2, $3, $4, $5, $6
      where not exists (select from gateway.sign_in
              where institution_code = $1 and message_id = $2)
     on conflict (institution_code, message_id) do nothing returning ${COLUMNS}`,
    [row.institution_code, row.message_id, row.operator, row.mac, row.ip, row.signed_in_at],
  );
  if (inserted.rows[0] !== undefined) return inserted.rows[0];
  const known = await store.query<SignIn>(
    `select ${COLUMNS} from gateway.sign_in where institution_code = $1 and message_id = $2`,
    [row.institution_code, row.message_id],
  );
  return known.rows[0] as SignIn;
}

/** A sign-in of an institution by its number, or null. */
export async function findSignIn(
  store: Store,
  institution_code: string,
  sign_no: string,
): Promise<SignIn | null> {
  const { rows } = await store.query<SignIn>(
    `select ${COLUMNS} from gateway.sign_in where sign_no = $1 and institution_code = $2`,
    [sign_no, institution_code],
  );
  return rows[0] ?? null;
}

/** Signs out and returns when; the first time counts. */
export async function writeSignOut(
  store: Store,
  sign_no: string,
  signed_out_at: string,
): Promise<string> {
  const { rows } = await store.query<{ signed_out_at: string }>(
    `update gateway.sign_in set signed_out_at = coalesce(signed_out_at, $2) where sign_no = $1
     returning signed_out_at::text as signed_out_at`,
    [sign_no, signed_out_at],
  );
  return (rows[0] as { signed_out_at: string }).signed_out_at;
}

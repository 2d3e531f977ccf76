import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { createReferenceCache, type ReferenceCache, type Store } from "../../store/index.ts";
import { buildKeyBook, type InstitutionKey, type KeyBook, type KeyFamily } from "./key.ts";

/** The SQL of `gateway.institution_key`. A running server learns of a change by `notify`. */

const CHANNEL = "gateway_institution_key";

interface KeyRow {
  readonly access_key: string;
  readonly institution_code: string;
  readonly family: KeyFamily;
  readonly name: string;
  readonly secret: string | null;
  readonly public_key: string | null;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly revoked: boolean;
}

export async function createKeyBookCache(store: Store): Promise<ReferenceCache<KeyBook>> {
  return createReferenceCache(store, CHANNEL, async () => buildKeyBook(await readKeys(store)));
}

async function readKeys(store: Store): Promise<InstitutionKey[]> {
  const { rows } = await store.query<KeyRow>(
    `select access_key, institution_code, family, name, secret, public_key, valid_from, valid_to,
            revoked_at is not null as revoked
       from gateway.institution_key order by institution_code, access_key`,
  );
  return rows.map(({ valid_from, valid_to, ...row }) => ({
    ...row,
    period: { from: valid_from, to: valid_to },
  }));
}

/** @throws YibaoError GATEWAY-KEY-TAKEN */
export async function insertKey(store: Store, key: InstitutionKey): Promise<void> {
  const { rowCount } = await store.query(
    `insert into gateway.institution_key (access_key, institution_code, family, name, secret,
            public_key, valid_from, valid_to, revoked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then now() end)
     on conflict (access_key) do nothing`,
    [
      key.access_key,
      key.institution_code,
      key.family,
      key.name,
      key.secret,
      key.public_key,
      key.period.from,
      key.period.to,
      key.revoked,
    ],
  );
  const { access_key } = key;
  if (rowCount !== 1) throw new YibaoError("GATEWAY-KEY-TAKEN", { access_key });
  await store.query(`notify ${CHANNEL}`);
}

/** Revokes at once and for good; false when there is no such key. The first time counts. */
export async function revokeKey(store: Store, access_key: string): Promise<boolean> {
  const { rowCount } = await store.query(
    `update gateway.institution_key set revoked_at = coalesce(revoked_at, now())
      where access_key = $1`,
    [access_key],
  );
  await store.query(`notify ${CHANNEL}`);
  return rowCount === 1;
}

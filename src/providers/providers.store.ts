import type { CivilDate } from "../kernel/index.ts";
import { createReferenceCache, type ReferenceCache, type Store } from "../store/index.ts";
import {
  type Agreement,
  buildInstitutions,
  type Institution,
  type Institutions,
} from "./institution.ts";

/** The SQL of schema `providers`, and what is kept of it in memory. */

export const INSTITUTION_CHANNEL = "providers.institution";
export const MAPPING_CHANNEL = "providers.catalogue_mapping";

/** Institutions with agreements in memory, loaded again after every import by anybody. */
export async function createInstitutionsCache(store: Store): Promise<ReferenceCache<Institutions>> {
  return createReferenceCache(store, INSTITUTION_CHANNEL, () => loadInstitutions(store));
}

async function loadInstitutions(store: Store): Promise<Institutions> {
  const institutions = await store.query<Institution & { source: string }>(
    `select institution_code, name, type, level, region, uscc, infcode_form, access_key, secret
     from providers.institution`,
  );
  const agreements = await store.query<AgreementRow>(
    `select institution_code, valid_from, valid_to, state, settled_level, reason
     from providers.agreement`,
  );
  return buildInstitutions(
    institutions.rows,
    agreements.rows.map(({ valid_from, valid_to, ...row }) => ({
      ...row,
      period: { from: valid_from, to: valid_to },
    })),
  );
}

interface AgreementRow extends Omit<Agreement, "period"> {
  readonly institution_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

/** What institutions' own codes mean. */
export interface Mappings {
  /** The insurance code of an institution's own code on a day, or null. */
  mappedItem(institution_code: string, own_code: string, day: CivilDate): Promise<string | null>;
  /** Forgets what is held: for whoever has changed a mapping and answers before the notice. */
  reload(): Promise<void>;
  close(): void;
}

/** One institution's mappings: own code → rows, the latest first. */
type InstitutionMappings = ReadonlyMap<string, readonly MappingRow[]>;

interface MappingRow {
  readonly own_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly item_code: string;
}

/** Enough for every institution of a city that bills within minutes; the rest load when asked. */
const INSTITUTIONS_HELD_MAX = 200;

/** Mappings are loaded an institution at a time, when first asked, and dropped when one changes. */
export async function createMappings(store: Store): Promise<Mappings> {
  const cache = await createReferenceCache(store, MAPPING_CHANNEL, async () => {
    return new Map<string, Promise<InstitutionMappings>>();
  });
  const mappingsOf = (institution_code: string): Promise<InstitutionMappings> => {
    const held = cache.value;
    const known = held.get(institution_code);
    if (known !== undefined) return known;
    const loading = loadMappings(store, institution_code);
    held.set(institution_code, loading);
    loading.catch(() => held.delete(institution_code));
    if (held.size > INSTITUTIONS_HELD_MAX) {
      // The first key is the one held longest.
      held.delete(held.keys().next().value as string);
    }
    return loading;
  };
  return {
    async mappedItem(institution_code, own_code, day) {
      const rows = (await mappingsOf(institution_code)).get(own_code) ?? [];
      const inForce = (row: MappingRow): boolean =>
        row.valid_from <= day && (row.valid_to === null || day < row.valid_to);
      return rows.find(inForce)?.item_code ?? null;
    },
    reload: cache.reload,
    close: cache.close,
  };
}

async function loadMappings(store: Store, institution_code: string): Promise<InstitutionMappings> {
  const { rows } = await store.query<MappingRow>(
    `select own_code, valid_from, valid_to, item_code from providers.catalogue_mapping
     where institution_code = $1 order by valid_from desc`,
    [institution_code],
  );
  const mappings = new Map<string, MappingRow[]>();
  for (const row of rows) {
    const known = mappings.get(row.own_code);
    if (known === undefined) mappings.set(row.own_code, [row]);
    else known.push(row);
  }
  return mappings;
}

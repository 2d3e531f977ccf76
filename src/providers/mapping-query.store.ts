import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";

/** An institution's own codes and what they stand for, in pages (national transaction 1317). */

export interface MappingFilter {
  readonly own_code?: string;
  /** Part of the name that was uploaded with the mapping. */
  readonly own_name?: string;
  readonly item_code?: string;
  /** In force on this day. */
  readonly valid_on?: CivilDate;
  /** In force from exactly this day. */
  readonly valid_from?: CivilDate;
  /** `2023-06-01` or `2023-06-01 08:30:00`, China Standard Time. */
  readonly updated_since?: string;
  /** Only these items. */
  readonly item_codes?: readonly string[];
}

export interface MappingRow {
  readonly own_code: string;
  readonly item_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly updated_at: string;
  /** What was uploaded with it, as it was sent; null for an imported mapping. */
  readonly details: Readonly<Record<string, unknown>> | null;
}

const PAGE_SIZE_MAX = 1_000;
const PAGE_NUM_MAX = 1_000_000;

/**
 * A page of an institution's mappings; `own_name` is looked for in the member of the details named
 * `name_member`.
 * @throws YibaoError CATALOGUE-PAGE
 */
export async function queryMappings(
  store: Store,
  institution_code: string,
  filter: MappingFilter,
  { page_num, page_size }: { readonly page_num: number; readonly page_size: number },
  name_member: string,
): Promise<{ readonly total: number; readonly rows: readonly MappingRow[] }> {
  const counts = (value: number, most: number): boolean =>
    Number.isSafeInteger(value) && value >= 1 && value <= most;
  if (!counts(page_num, PAGE_NUM_MAX) || !counts(page_size, PAGE_SIZE_MAX)) {
    throw new YibaoError("CATALOGUE-PAGE", { page_num, page_size, size_max: PAGE_SIZE_MAX });
  }
  const { rows } = await store.query<MappingRow & { total: number }>(
    `with said as (
       select distinct on (own_code, item_code) own_code, item_code, details
         from providers.mapping_act where institution_code = $1 and act = 'upload'
        order by own_code, item_code, act_no desc),
     matched as (
       select m.own_code, m.item_code, m.valid_from, m.valid_to, s.details,
         to_char(m.updated_at, 'YYYY-MM-DD HH24:MI:SS') as updated_at
       from providers.catalogue_mapping m left join said s using (own_code, item_code)
       where m.institution_code = $1
         and ($2::text is null or m.own_code = $2)
         and ($3::text is null or position($3 in s.details ->> $4) > 0)
         and ($5::text is null or m.item_code = $5)
         and ($6::date is null or m.valid_from <= $6 and (m.valid_to is null or $6 < m.valid_to))
         and ($7::date is null or m.valid_from = $7)
         and ($8::timestamptz is null or m.updated_at >= $8)
         and ($9::text[] is null or m.item_code = any($9)))
     select page.*, (select count(*) from matched) as total
       from (values (1)) one left join lateral (
         select * from matched order by own_code, valid_from
          limit $10 offset ($11::bigint - 1) * $10) page on true`,
    [
      institution_code,
      filter.own_code ?? null,
      filter.own_name ?? null,
      name_member,
      filter.item_code ?? null,
      filter.valid_on ?? null,
      filter.valid_from ?? null,
      filter.updated_since ?? null,
      filter.item_codes ?? null,
      page_size,
      page_num,
    ],
  );
  // The row that is always there tells the total, also of a page beyond the last.
  const total = rows[0]?.total ?? 0;
  return { total, rows: rows.filter((row) => row.own_code !== null) };
}

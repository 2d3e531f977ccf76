import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/**
 * What institutions' own codes stand for, as the medical services office reviews them. A review is
 * of a mapping as it stood: once it was entered anew or ended, it is to be seen again.
 */
export type MappingState = "open" | "accepted" | "returned";

/** Null narrows nothing. */
export interface MappingSearch {
  readonly institution_codes: readonly string[] | null;
  readonly item_code: string | null;
  /** Beginning of the own code, or part of the own name. */
  readonly text: string | null;
  readonly state: MappingState | null;
  /** Uploaded by message (3301), or imported with a file. */
  readonly origin: "uploaded" | "imported" | null;
  /** Entered or changed on this day or later, China Standard Time. */
  readonly since: CivilDate | null;
  /** In force on it, or yet to begin. */
  readonly day: CivilDate;
  /** The member of what was uploaded that holds the own name. */
  readonly name_member: string;
}

export interface ReviewedMapping {
  readonly institution_code: string;
  readonly own_code: string;
  readonly item_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly is_uploaded: boolean;
  readonly updated_at: Date;
  /** What was uploaded with it, as it was sent; null for an imported mapping. */
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly state: MappingState;
  readonly reason: string | null;
  readonly officer_name: string | null;
  readonly reviewed_at: Date | null;
}

/** The mark of what 3301 entered; what is imported names its file. */
const UPLOADED = "m.source = '3301'";

/** The review of a mapping as it stands now. */
const OF_REVIEW = `from providers.mapping_review v
    where v.institution_code = m.institution_code and v.own_code = m.own_code
      and v.valid_from = m.valid_from and v.item_code = m.item_code
      and v.mapping_updated_at = m.updated_at
    order by v.review_no desc limit 1`;

const OF_UPLOAD = `from providers.mapping_act a
    where ${UPLOADED} and a.institution_code = m.institution_code and a.own_code = m.own_code
      and a.item_code = m.item_code and a.act = 'upload'`;

/** What is known of a mapping beside its own row: looked up for the rows of a page alone. */
const BESIDE = `left join lateral (select details ${OF_UPLOAD}
    order by a.act_no desc limit 1) said on true
  left join lateral (select verdict, reason, officer_name, reviewed_at ${OF_REVIEW}) r on true`;

// What is not asked for is folded away when the query is planned: its look-ups cost nothing.
const CHOSEN = `from providers.catalogue_mapping m
  where ($1::text[] is null or m.institution_code = any ($1))
    and ($2::text is null or m.item_code = $2)
    and ($3::text is null or starts_with(lower(m.own_code), lower($3))
      or exists (select ${OF_UPLOAD} and position($3 in a.details ->> $8::text) > 0))
    and ($4::text is null or coalesce((select verdict ${OF_REVIEW}), 'open') = $4)
    and ($5::text is null or ($5 = 'uploaded') = (${UPLOADED}))
    and ($6::date is null or m.updated_at >= $6::date::timestamp at time zone 'Asia/Shanghai')
    and (m.valid_to is null or m.valid_to > $7)`;

const ORDER = "order by m.updated_at desc, m.institution_code, m.own_code, m.valid_from";

const COLUMNS = `m.institution_code, m.own_code, m.item_code, m.valid_from, m.valid_to,
  ${UPLOADED} as is_uploaded, m.updated_at, said.details, coalesce(r.verdict, 'open') as state,
  r.reason, r.officer_name, r.reviewed_at`;

function valuesOf(search: MappingSearch): unknown[] {
  const { institution_codes, item_code, text, state, origin, since, day, name_member } = search;
  return [institution_codes, item_code, text, state, origin, since, day, name_member];
}

export interface MappingPage {
  readonly offset: number;
  readonly limit: number;
}

/** Mappings that hold or are to hold, those entered last first. */
export async function searchMappings(
  runner: Runner,
  search: MappingSearch,
  { offset, limit }: MappingPage,
): Promise<readonly ReviewedMapping[]> {
  const { rows } = await runner.query<ReviewedMapping>(
    `select ${COLUMNS} from (select m.* ${CHOSEN} ${ORDER} limit $9 offset $10) m
      ${BESIDE} ${ORDER}`,
    [...valuesOf(search), limit, offset],
  );
  return rows;
}

export async function countMappings(runner: Runner, search: MappingSearch): Promise<number> {
  const { rows } = await runner.query<{ total: number }>(
    `select count(*) as total ${CHOSEN}`,
    valuesOf(search),
  );
  return rows[0]?.total ?? 0;
}

export interface MappingKey {
  readonly institution_code: string;
  readonly own_code: string;
  readonly valid_from: CivilDate;
}

/** Null: there is none, or it is not for the reader. */
export async function findMapping(
  runner: Runner,
  { institution_code, own_code, valid_from }: MappingKey,
): Promise<ReviewedMapping | null> {
  const { rows } = await runner.query<ReviewedMapping>(
    `select ${COLUMNS} from providers.catalogue_mapping m ${BESIDE}
      where m.institution_code = $1 and m.own_code = $2 and m.valid_from = $3`,
    [institution_code, own_code, valid_from],
  );
  return rows[0] ?? null;
}

export interface PastReview {
  readonly item_code: string;
  readonly verdict: Exclude<MappingState, "open">;
  readonly reason: string;
  readonly officer_name: string;
  readonly reviewed_at: Date;
}

/** Every review of an own code, the latest first. */
export async function listMappingReviews(
  runner: Runner,
  { institution_code, own_code }: Pick<MappingKey, "institution_code" | "own_code">,
): Promise<readonly PastReview[]> {
  const { rows } = await runner.query<PastReview>(
    `select item_code, verdict, reason, officer_name, reviewed_at from providers.mapping_review
      where institution_code = $1 and own_code = $2 order by review_no desc limit 100`,
    [institution_code, own_code],
  );
  return rows;
}

export interface MappingReview extends MappingKey {
  /** The item that the officer saw: nobody reviews what they have not read. */
  readonly item_code: string;
  readonly updated_at: Date;
  readonly verdict: Exclude<MappingState, "open">;
  readonly reason: string;
  readonly officer: string;
  readonly officer_name: string;
  readonly at: Date;
}

/**
 * Keeps a review beside those before it; the last one holds.
 * @throws YibaoError PROVIDERS-MAPPING-CHANGED when it is no longer as the officer saw it
 */
export async function reviewMapping(transaction: Runner, review: MappingReview): Promise<void> {
  const { institution_code, own_code, valid_from, item_code, updated_at } = review;
  const { verdict, reason, officer, officer_name, at } = review;
  // A moment from a browser has milliseconds, the table microseconds.
  const { rowCount } = await transaction.query(
    `insert into providers.mapping_review (institution_code, own_code, valid_from, item_code,
       mapping_updated_at, verdict, reason, officer, officer_name, reviewed_at)
     select institution_code, own_code, valid_from, item_code, updated_at, $6, $7, $8, $9, $10
       from providers.catalogue_mapping
      where institution_code = $1 and own_code = $2 and valid_from = $3 and item_code = $4
        and date_trunc('milliseconds', updated_at) = $5 for update`,
    [
      ...[institution_code, own_code, valid_from, item_code, updated_at],
      ...[verdict, reason, officer, officer_name, at],
    ],
  );
  if (rowCount === 0) throw new YibaoError("PROVIDERS-MAPPING-CHANGED", { own_code });
}

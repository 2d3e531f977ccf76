import { addDays, type CivilDate, type Period, YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { MAPPING_CHANNEL } from "./providers.store.ts";

/**
 * Mappings that an institution uploads and withdraws by message, beside those imported. Lines keep
 * what their item was when they were uploaded, so neither act changes a bill.
 */

/** What an own code stands for over a period. */
export interface NewMapping {
  readonly own_code: string;
  readonly item_code: string;
  readonly period: Period;
  /** Names, units …: kept as sent. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An act of an institution at a time (`2023-06-15 10:00:00`, China Standard Time). */
export interface MappingActor {
  readonly institution_code: string;
  readonly recorded_at: string;
}

interface Row {
  readonly own_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly item_code: string;
}

/**
 * Enters mappings, all or none.
 * @throws YibaoError PROVIDERS-MAPPING-PERIOD | PROVIDERS-MAPPING-OVERLAPS, said of the row
 */
export async function enterMappings(
  transaction: Runner,
  actor: MappingActor,
  rows: readonly NewMapping[],
): Promise<void> {
  await lockMappings(transaction, actor.institution_code);
  for (const [index, { own_code, item_code, period }] of rows.entries()) {
    const { from, to } = period;
    const where = `第 ${index + 1} 行`;
    if (to !== null && to <= from) {
      const details = { from, to: addDays(to, -1) };
      throw new YibaoError("PROVIDERS-MAPPING-PERIOD", details, where);
    }
    const known = await rowsOf(transaction, actor, own_code);
    const other = known.find(
      (row) => (to === null || row.valid_from < to) && (row.valid_to ?? "9999") > from,
    );
    if (other !== undefined) {
      const details = { own_code, from: other.valid_from, item_code: other.item_code };
      throw new YibaoError("PROVIDERS-MAPPING-OVERLAPS", details, where);
    }
    await transaction.query(
      `insert into providers.catalogue_mapping (institution_code, own_code, valid_from, valid_to,
         item_code, source) values ($1, $2, $3, $4, $5, '3301')`,
      [actor.institution_code, own_code, from, to, item_code],
    );
  }
  await note(transaction, actor, "upload", rows);
}

export type WithdrawnMapping = Pick<NewMapping, "own_code" | "item_code" | "details">;

/**
 * Withdraws mappings from a day on: what holds ends, what was yet to begin never will.
 * @throws YibaoError PROVIDERS-MAPPING-UNKNOWN, said of the row
 */
export async function withdrawMappings(
  transaction: Runner,
  actor: MappingActor,
  rows: readonly WithdrawnMapping[],
): Promise<void> {
  const { institution_code, recorded_at } = actor;
  const today = recorded_at.slice(0, 10);
  await lockMappings(transaction, institution_code);
  for (const [index, { own_code, item_code }] of rows.entries()) {
    const key = [institution_code, own_code, item_code, today];
    const ended = await transaction.query(
      `update providers.catalogue_mapping set valid_to = $4::date, updated_at = now()
        where institution_code = $1 and own_code = $2 and item_code = $3
          and valid_from < $4::date and (valid_to is null or valid_to > $4::date)`,
      key,
    );
    const unmade = await transaction.query(
      `delete from providers.catalogue_mapping where institution_code = $1 and own_code = $2
          and item_code = $3 and valid_from >= $4::date`,
      key,
    );
    if ((ended.rowCount ?? 0) + (unmade.rowCount ?? 0) > 0) continue;
    const where = `第 ${index + 1} 行`;
    throw new YibaoError("PROVIDERS-MAPPING-UNKNOWN", { own_code, item_code }, where);
  }
  await note(transaction, actor, "withdraw", rows);
}

/** One at a time, with imports as well: each judges what is there to stay. */
async function lockMappings(transaction: Runner, institution_code: string): Promise<void> {
  await transaction.query(
    `select pg_advisory_xact_lock_shared(hashtextextended($1, 0)),
            pg_advisory_xact_lock(hashtextextended($2, 0))`,
    ["csv-import providers.catalogue_mapping", `mappings ${institution_code}`],
  );
}

async function rowsOf(
  transaction: Runner,
  { institution_code }: MappingActor,
  own_code: string,
): Promise<Row[]> {
  const { rows } = await transaction.query<Row>(
    `select own_code, valid_from, valid_to, item_code from providers.catalogue_mapping
      where institution_code = $1 and own_code = $2 order by valid_from`,
    [institution_code, own_code],
  );
  return rows;
}

async function note(
  transaction: Runner,
  { institution_code, recorded_at }: MappingActor,
  act: "upload" | "withdraw",
  rows: readonly WithdrawnMapping[],
): Promise<void> {
  await transaction.query(
    `insert into providers.mapping_act (institution_code, act, own_code, item_code, details,
       recorded_at)
     select $1, $2, own_code, item_code, details, $3
       from json_to_recordset($4::json) as a (own_code text, item_code text, details json)`,
    [institution_code, act, recorded_at, JSON.stringify(rows)],
  );
  await transaction.query("select pg_notify($1, '')", [MAPPING_CHANNEL]);
}

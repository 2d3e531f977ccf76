import type { CivilDate } from "../kernel/index.ts";
import type { Basis } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import { LISTS, type ListSource, versionText } from "./list.ts";
import type { ListName } from "./list-columns.ts";

/** What the office that keeps the catalogue looks through: ceilings, and the state of its lists. */

export interface CeilingSearch {
  /** Part of a name or beginning of a code; null for every item. */
  readonly text: string | null;
  readonly hospital_level: string | null;
  /** Only those that no official notice stands behind. */
  readonly is_unverified: boolean;
  /** In force on it. */
  readonly day: CivilDate;
  readonly order: "item_code" | "ceiling_micro_yuan" | "valid_from";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface FoundCeiling {
  readonly item_code: string;
  /** Null where the item is not in the catalogue on the day. */
  readonly name: string | null;
  readonly unit: string | null;
  /** Empty: every level without a row of its own. */
  readonly hospital_level: string;
  readonly ceiling_micro_yuan: number;
  readonly basis: Basis;
  readonly document: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

const CEILINGS = `from catalogue.price_ceiling c
  left join catalogue.item i on i.item_code = c.item_code and i.valid_from <= $1::date
    and (i.valid_to is null or $1::date < i.valid_to)
 where c.valid_from <= $1::date and (c.valid_to is null or $1::date < c.valid_to)
   and ($2::text is null or starts_with(lower(c.item_code), lower($2))
     or position(lower($2) in lower(i.name)) > 0)
   and ($3::text is null or c.hospital_level = $3)
   and (not $4 or c.basis <> 'official')`;

export async function searchCeilings(
  runner: Runner,
  search: CeilingSearch,
): Promise<{ readonly rows: readonly FoundCeiling[]; readonly total: number }> {
  const { order, descending, offset, limit } = search;
  const values = [search.day, search.text, search.hospital_level, search.is_unverified];
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<FoundCeiling>(
    `select c.item_code, i.name, i.unit, c.hospital_level, c.ceiling_micro_yuan, c.basis,
       c.document, c.valid_from, c.valid_to ${CEILINGS}
      order by c.${order} ${direction}, c.item_code, c.hospital_level offset $5 limit $6`,
    [...values, offset, limit],
  );
  const counted = await runner.query<{ total: number }>(
    `select count(*) as total ${CEILINGS}`,
    values,
  );
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

/** A list that institutions download, as it stands. */
export interface ListState {
  readonly list: ListName;
  readonly title: string;
  /** Rows of every time; 0 where nothing was imported yet. */
  readonly rows: number;
  /** As institutions name it: v0012; null where there is none. */
  readonly version: string | null;
  readonly updated_at: Date | null;
}

interface Counted {
  readonly key: string;
  readonly rows: number;
  readonly version_no: number;
  readonly updated_at: Date;
}

const COUNTS = "count(*) as rows, max(version_no) as version_no, max(updated_at) as updated_at";

export async function readListStates(runner: Runner): Promise<readonly ListState[]> {
  const { rows } = await runner.query<Counted>(
    `select 'entry ' || list as key, ${COUNTS} from catalogue.entry group by list
     union all select 'item ' || list_type, ${COUNTS} from catalogue.item group by list_type
     union all select 'class ' || i.list_type, 0, max(c.version_no), max(c.updated_at)
       from catalogue.item_class c join catalogue.item i using (item_code) group by i.list_type
     union all select 'disease', ${COUNTS} from catalogue.disease having count(*) > 0
     union all select 'operation', ${COUNTS} from catalogue.operation having count(*) > 0`,
  );
  const byKey = new Map(rows.map((one) => [one.key, one]));
  return LISTS.map(({ list, title, source }) => {
    const own = byKey.get(keyOf(source, list));
    // What an import says of the rows of another table is a version of this list as well.
    const beside = besideOf(source, list).map((key) => byKey.get(key));
    const versions = [own, ...beside].flatMap((one) => one?.version_no ?? []);
    const moments = [own, ...beside].flatMap((one) => one?.updated_at ?? []);
    return {
      ...{ list, title, rows: own?.rows ?? 0 },
      version: versions.length === 0 ? null : versionText(Math.max(...versions)),
      updated_at: moments.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null,
    };
  });
}

function keyOf(source: ListSource, list: ListName): string {
  if (source.from === "entry") return `entry ${list}`;
  return source.from === "item" ? `item ${source.list_type}` : source.from;
}

function besideOf(source: ListSource, list: ListName): readonly string[] {
  if (source.from === "entry") return [];
  const entries = `entry ${list}`;
  return source.from === "item" ? [entries, `class ${source.list_type}`] : [entries];
}

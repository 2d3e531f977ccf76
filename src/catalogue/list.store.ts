import type pg from "pg";
import { YibaoError } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { type DatedFilter, type Page, type Paged, queryPage } from "./catalogue-query.store.ts";
import { type ListDefinition, type ListRow, versionOf } from "./list.ts";

/** The SQL that reads a list: its latest version, and its rows that changed after one. */

/** Few enough that others are served in between. */
const PORTION_ROWS = 500;

/** From which version to which a download goes: the rows changed after `after`. */
export interface ListSpan {
  /** The latest version of this list that is not newer than what was asked with. */
  readonly after: number;
  readonly latest: number;
}

/**
 * What a copy of a list lacks that has everything up to a version.
 * @param version as the copy's holder says it: v0000 for nothing yet
 * @throws YibaoError CATALOGUE-VERSION-UNKNOWN | CATALOGUE-NOTHING-NEWER
 */
export async function listSpan(
  store: Store,
  definition: ListDefinition,
  version: string,
): Promise<ListSpan> {
  const { title } = definition;
  const asked = versionOf(version);
  const { rows } = await store.query<ListSpan & { known: number }>(
    `with part as (${partVersions(definition)})
     select coalesce(max(version_no), 0) as latest,
       coalesce(max(version_no) filter (where version_no <= $1), 0) as after,
       (select coalesce(max(version_no), 0) from catalogue.version) as known
     from part`,
    [asked ?? 0],
  );
  const { after, latest, known } = rows[0] as ListSpan & { known: number };
  // A version of another platform, or of a time before this database was restored.
  if (asked === null || asked > known) {
    throw new YibaoError("CATALOGUE-VERSION-UNKNOWN", { value: version });
  }
  if (latest === after) throw new YibaoError("CATALOGUE-NOTHING-NEWER", { title, value: version });
  return { after, latest };
}

// Names of lists and types of items are written in this room: they are no input.
function partVersions({ list, source }: ListDefinition): string {
  const entries = `select version_no from catalogue.entry where list = '${list}'`;
  if (source.from === "entry") return entries;
  if (source.from !== "item") {
    return `${entries} union all select version_no from catalogue.${source.from}`;
  }
  return `${entries}
    union all select version_no from catalogue.item where list_type = '${source.list_type}'
    union all select c.version_no from catalogue.item_class c
      join catalogue.item i using (item_code) where i.list_type = '${source.list_type}'`;
}

/**
 * Reads the rows of a list that changed after a version, in portions and in one snapshot: what
 * came between the span and the snapshot is there too, whole.
 */
export async function readListRows<Result>(
  store: Store,
  definition: ListDefinition,
  { after }: ListSpan,
  use: (portions: AsyncIterable<readonly ListRow[]>) => Promise<Result>,
): Promise<Result> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    // All rows will be fetched: no plan that is only fast with its first.
    await client.query("set local cursor_tuple_fraction = 1");
    await client.query(
      `declare changed cursor for
       select code, name, valid_from, valid_to, facts, attributes, version_no,
         to_char(updated_at, 'YYYY-MM-DD HH24:MI:SS') as updated_at
       from (${listRows(definition)}) row where version_no > $1
       order by code, valid_from`,
      [after],
    );
    const result = await use(portions(client));
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

async function* portions(client: pg.PoolClient): AsyncGenerator<readonly ListRow[]> {
  for (;;) {
    const { rows } = await client.query<ListRow>(`fetch ${PORTION_ROWS} from changed`);
    if (rows.length === 0) return;
    yield rows;
  }
}

function listRows({ list, source }: ListDefinition): string {
  if (source.from === "entry") {
    return `select code, name, valid_from, valid_to, '{}'::jsonb as facts, attributes, version_no,
        updated_at
      from catalogue.entry where list = '${list}'`;
  }
  if (source.from !== "item") {
    return `select t.code, t.name, t.valid_from, t.valid_to,
        jsonb_build_object('version', t.version) as facts,
        coalesce(e.attributes, '{}') as attributes,
        greatest(t.version_no, e.version_no) as version_no,
        greatest(t.updated_at, e.updated_at) as updated_at
      from catalogue.${source.from} t left join (${saidOf(list)}) e using (code)`;
  }
  return `select t.item_code as code, t.name, t.valid_from, t.valid_to,
      jsonb_build_object('unit', t.unit, 'specification', t.specification, 'maker', t.maker,
        'pinyin', t.pinyin, 'charge_type', t.charge_type, 'class', c.class,
        'limited_use', c.limited_use, 'basic_drug', c.basic_drug,
        'negotiated', c.negotiated) as facts,
      coalesce(e.attributes, '{}') as attributes,
      greatest(t.version_no, e.version_no, k.version_no) as version_no,
      greatest(t.updated_at, e.updated_at, k.updated_at) as updated_at
    from catalogue.item t left join (${saidOf(list)}) e on e.code = t.item_code
    left join (
      select item_code, max(version_no) as version_no, max(updated_at) as updated_at
        from catalogue.item_class group by item_code) k using (item_code)
    left join lateral (
      select class, limited_use, basic_drug, negotiated from catalogue.item_class c
       where c.item_code = t.item_code and (t.valid_to is null or c.valid_from < t.valid_to)
       order by c.valid_from desc limit 1) c on true
    where t.list_type = '${source.list_type}'`;
}

/** What the list says of each code, by the latest word on it, and when any word of it changed. */
function saidOf(list: string): string {
  return `select code, max(version_no) as version_no, max(updated_at) as updated_at,
      (array_agg(attributes order by valid_from desc))[1] as attributes
    from catalogue.entry where list = '${list}' group by code`;
}

export interface ListFilter extends Pick<DatedFilter, "updated_since"> {
  readonly code?: string;
  /** See rowId. */
  readonly row_id?: string;
  /** Part of the name. */
  readonly name?: string;
  /** What columns must hold, whole. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Changed after this version. */
  readonly after?: number;
  /** `2023-06-01`: last changed before the beginning of this day. */
  readonly updated_before?: string;
}

/** The rows of a list, paged (1304). @throws YibaoError CATALOGUE-PAGE */
export async function queryListRows(
  store: Store,
  definition: ListDefinition,
  filter: ListFilter,
  page: Page,
): Promise<Paged<ListRow>> {
  const conditions: [string, unknown][] = [
    ["code = $", filter.code],
    ["code || to_char(valid_from, '-YYYYMMDD') = $", filter.row_id],
    ["position($ in name) > 0", filter.name],
    ["attributes @> $::jsonb", filter.attributes && JSON.stringify(filter.attributes)],
    ["version_no > $", filter.after],
    ["updated_at >= $::timestamptz", filter.updated_since],
    ["updated_at < $::timestamptz", filter.updated_before],
  ];
  return queryPage(store, listRows(definition), conditions, page, "code");
}

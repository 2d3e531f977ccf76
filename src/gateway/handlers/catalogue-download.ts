import {
  type ListDefinition,
  type ListName,
  type ListRow,
  type ListSpan,
  listCells,
  listOf,
  listSpan,
  readListRows,
  versionText,
} from "../../catalogue/index.ts";
import { chinaTime } from "../../kernel/index.ts";
import type { Store } from "../../store/index.ts";
import type { Handlers } from "../dispatch.ts";
import {
  EVERYBODY,
  findMadeFile,
  type MadeFileTicket,
  writeMadeFile,
} from "../files/file.store.ts";
import { zipOfPortions } from "../files/row-file.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 1301 to 1327: a list of the catalogue as a file, from a version on. Whoever has everything up to
 * a version, and puts the rows of later files in the place of those with the same number (唯一记录号),
 * has what a whole download holds.
 */

const LISTS_BY_TRANSACTION = {
  "1301": "western-drugs",
  "1302": "decoction-pieces",
  "1303": "hospital-preparations",
  "1305": "service-items",
  "1306": "consumables",
  "1306A": "consumables",
  "1307": "disease-details",
  "1308": "operation-details",
  "1309": "chronic-diseases",
  "1310": "case-payment-diseases",
  "1311": "day-surgery-diseases",
  "1313": "tumour-morphology",
  "1314": "tcm-diseases",
  "1315": "tcm-syndromes",
  "1320": "tcm-granules",
  "1321": "new-service-items",
  "1322": "reagents",
  "1323": "reagent-registrations",
  "1324": "reagent-indicators",
  "1325": "reagent-codes",
  "1326": "reagent-certificates",
  "1327": "reagent-classes",
} as const satisfies Partial<Record<keyof Handlers, ListName>>;

type DownloadTransaction = keyof typeof LISTS_BY_TRANSACTION;

interface DownloadRequest {
  readonly received_at: Date;
  readonly input: { readonly data: { readonly ver: string } };
}

export function catalogueDownloadHandlers({
  store,
}: HandlerServices): Pick<Handlers, DownloadTransaction> {
  const make = oneAtATime(store);
  const handlers = Object.entries(LISTS_BY_TRANSACTION).map(([infno, list]) => {
    const definition = listOf(list);
    const handler = async ({ received_at, input: { data } }: DownloadRequest) => {
      const span = await listSpan(store, definition, data.ver);
      const name = fileName(infno, span);
      const ticket = await make(definition, span, name, received_at);
      return {
        file_qury_no: ticket.file_query_no,
        filename: `${name}.zip`,
        dld_end_time: ticket.download_until,
        dld_endtime: ticket.download_until,
        data_cnt: ticket.row_count,
      };
    };
    return [infno, handler];
  });
  return Object.fromEntries(handlers) as Pick<Handlers, DownloadTransaction>;
}

/** 1306 and 1306A are one list, and one file. */
function fileName(infno: string, { after, latest }: ListSpan): string {
  return [
    infno.slice(0, 4),
    ...(after === 0 ? [] : [versionText(after)]),
    versionText(latest),
  ].join("_");
}

type Make = (
  definition: ListDefinition,
  span: ListSpan,
  name: string,
  now: Date,
) => Promise<MadeFileTicket>;

/**
 * The file of a list, a span and a day, made when it is first asked for. One is made at a time: it
 * takes a connection for as long as it takes, and who waits finds the file of who came first.
 */
function oneAtATime(store: Store): Make {
  let last: Promise<unknown> = Promise.resolve();
  return async (definition, span, name, now) => {
    const day = chinaTime(now).slice(0, 10);
    const made_of = `${definition.list} ${span.after} ${span.latest} ${day}`;
    const known = await findMadeFile(store, made_of);
    if (known !== null) return known;
    const made = last.then(async () => {
      const meanwhile = await findMadeFile(store, made_of);
      if (meanwhile !== null) return meanwhile;
      const { bytes, row_count } = await fileOf(store, definition, span, name);
      const filename = `${name}.zip`;
      const file = { institution_code: EVERYBODY, filename, bytes, now, made_of, row_count };
      return writeMadeFile(store, file);
    });
    last = made.catch(() => undefined);
    return made;
  };
}

async function fileOf(
  store: Store,
  definition: ListDefinition,
  span: ListSpan,
  name: string,
): Promise<{ bytes: Uint8Array; row_count: number }> {
  const cells = listCells(definition);
  let row_count = 0;
  async function* portions(rows: AsyncIterable<readonly ListRow[]>) {
    for await (const portion of rows) {
      row_count += portion.length;
      yield portion.map(cells);
    }
  }
  const bytes = await readListRows(store, definition, span, (rows) =>
    zipOfPortions(portions(rows), name),
  );
  return { bytes, row_count };
}

import { type Static, type TObject, type TProperties, Type } from "typebox";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { csvText, fen, yuanFromFen } from "../kernel/index.ts";
import { MEDIA_TYPES } from "./media-type.ts";
import { type Context, download, type Route, route } from "./route.ts";

/** Lists of the browser: pages from the server, and the same rows as CSV or xlsx. */

export type ColumnKind = "text" | "amount" | "count" | "rate" | "date" | "time" | "flag";

/** A column of an exported list: `key` is the member of a row; amounts are `…_fen`. */
export interface ListColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** How many there are in all; null where counting them would be slow. */
  readonly total: number | null;
}

export interface PageAsked {
  readonly offset: number;
  readonly limit: number;
  /** A column's key, with `-` before it for the largest first; null: the list's own order. */
  readonly sort: string | null;
}

export interface ListDeclaration<F extends TProperties, R extends TProperties>
  extends Pick<Route, "path" | "title" | "right"> {
  readonly params?: TObject;
  /** What rows are chosen by, beside the page. */
  readonly filters: F;
  readonly row: R;
  readonly columns: readonly ListColumn[];
  readonly sortable?: readonly string[];
  subject?(asked: ListAsked): string | null | undefined;
  rows(
    context: Context,
    filters: Static<TObject<F>>,
    page: PageAsked,
    params: Readonly<Record<string, string>>,
  ): Promise<ListPage<Static<TObject<R>>>>;
}

/** What is asked of a list, as far as it says whose data it shows. */
export interface ListAsked {
  readonly params: { readonly [name: string]: string | undefined };
  readonly query: { readonly [name: string]: string | undefined };
}

export const PAGE_ROWS_MOST = 200;
const PAGE_ROWS_USUAL = 50;
export const EXPORT_ROWS_MOST = 100_000;
const OFFSET_MOST = 10_000_000;

/** A list with paging, sorting and export, as a route. */
export function listRoute<F extends TProperties, R extends TProperties>(
  declaration: ListDeclaration<F, R>,
): Route {
  const { path, title, right, params, filters, row, columns, sortable = [], subject } = declaration;
  const sorts = sortable.flatMap((key) => [key, `-${key}`]);
  const query = Type.Object({
    ...filters,
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: OFFSET_MOST })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_ROWS_MOST })),
    ...(sorts.length === 0 ? {} : { sort: Type.Optional(Type.Enum(sorts)) }),
    format: Type.Optional(Type.Enum(["csv", "xlsx"])),
  });
  const declared = route({
    ...{ method: "GET", path, title, right },
    ...(params === undefined ? {} : { params }),
    query,
    answer: Type.Object({
      rows: Type.Array(Type.Object(row)),
      total: Type.Union([Type.Integer(), Type.Null()]),
    }),
    handle: async (context, asked) => {
      const {
        offset = 0,
        limit = PAGE_ROWS_USUAL,
        sort = null,
        format,
        ...chosen
      } = asked.query as {
        offset?: number;
        limit?: number;
        sort?: string;
        format?: "csv" | "xlsx";
      };
      const wanted = chosen as Static<TObject<F>>;
      const given = (asked.params ?? {}) as Record<string, string>;
      if (format === undefined) {
        return (await declaration.rows(context, wanted, { offset, limit, sort }, given)) as never;
      }
      const page = { offset: 0, limit: EXPORT_ROWS_MOST, sort };
      const { rows } = await declaration.rows(context, wanted, page, given);
      return exported(title, columns, rows as readonly Row[], format);
    },
  });
  if (subject === undefined) return declared;
  return { ...declared, subject: (asked) => subject(asked as ListAsked) ?? null };
}

type Row = Readonly<Record<string, unknown>>;

async function exported(
  title: string,
  columns: readonly ListColumn[],
  rows: readonly Row[],
  format: "csv" | "xlsx",
) {
  const header = columns.map((column) => column.title);
  if (format === "csv") {
    const cells = rows.map((row) => columns.map((column) => cellText(row[column.key], column)));
    // The mark of UTF-8: without it, a spreadsheet program reads the file by the local code page.
    return download(`${title}.csv`, "text/csv;charset=utf-8", `\uFEFF${csvText(header, cells)}`);
  }
  const data: SheetData = [
    header.map((value) => ({ value, fontWeight: "bold" as const })),
    ...rows.map((row) => columns.map((column) => xlsxCell(row[column.key], column))),
  ];
  const blob = await writeXlsxFile(data, { stickyRowsCount: 1 } as never).toBuffer();
  return download(`${title}.xlsx`, MEDIA_TYPES.xlsx, new Uint8Array(blob));
}

/** What a text means to a spreadsheet that begins like a formula: nothing but a text. */
const FORMULA_START = /^[=+\-@\t\r]/;

function cellText(value: unknown, { kind }: ListColumn): string {
  if (value === null || value === undefined) return "";
  if (kind === "amount") return yuanFromFen(fen(value as number));
  if (kind === "flag") return value === true ? "是" : "否";
  const text = String(value);
  return kind === "text" && FORMULA_START.test(text) ? `'${text}` : text;
}

function xlsxCell(value: unknown, column: ListColumn) {
  if (value === null || value === undefined) return null;
  if (column.kind === "amount") {
    return { value: Number(yuanFromFen(fen(value as number))), format: "#,##0.00" };
  }
  if (column.kind === "count") return { value: Number(value) };
  return { value: cellText(value, { ...column, kind: column.kind === "flag" ? "flag" : "date" }) };
}

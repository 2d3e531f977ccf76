import { Readable } from "node:stream";
import { Type } from "typebox";
import { csvText, YibaoError } from "../../kernel/index.ts";
import { Text, todayOf } from "../agency/fields.ts";
import { type Context, download, route } from "../route.ts";
import { OPEN_DATA, type OpenDataTable } from "./open-data-tables.ts";

/** Data for anybody to take away: what there is, what its columns mean, and the tables. */

const list = route({
  method: "GET",
  path: "/api/v1/public/open-data",
  title: "开放数据目录",
  right: "public",
  answer: Type.Object({
    source: Text,
    day: Text,
    tables: Type.Array(
      Type.Object({
        name: Text,
        title: Text,
        description: Text,
        rows: Type.Integer(),
        path: Text,
        columns: Type.Array(Type.Object({ name: Text, meaning: Text })),
      }),
    ),
  }),
  handle: async (context) => ({
    source: context.house.region.value.name,
    day: todayOf(context.now),
    tables: await Promise.all(OPEN_DATA.map((table) => described(context, table))),
  }),
});

async function described(context: Context, table: OpenDataTable) {
  const { name, title, description, columns } = table;
  return {
    ...{ name, title, description, columns: columns.map((one) => ({ ...one })) },
    rows: await table.count(context),
    path: `/api/v1/public/open-data/${name}.csv`,
  };
}

const CSV = "text/csv;charset=utf-8";

const table = route({
  method: "GET",
  path: "/api/v1/public/open-data/:file",
  title: "下载开放数据",
  right: "public",
  params: Type.Object({ file: Type.String({ maxLength: 60 }) }),
  answer: Type.Any(),
  handle: async (context, { params: { file } }) => {
    const wanted = OPEN_DATA.find(({ name }) => `${name}.csv` === file);
    if (wanted === undefined) {
      const known = OPEN_DATA.map(({ name }) => `${name}.csv`).join("、");
      throw new YibaoError("PORTAL-OPEN-DATA-UNKNOWN", { table: file, known });
    }
    const name = `${wanted.title}-${todayOf(context.now)}.csv`;
    return download(name, CSV, Readable.from(csvPortions(context, wanted)));
  },
});

/** The mark of UTF-8 and the header, then portion by portion. */
async function* csvPortions(context: Context, { columns, rows }: OpenDataTable) {
  const header = csvText(
    columns.map(({ name }) => name),
    [],
  );
  yield `\uFEFF${header}`;
  for await (const portion of rows(context)) {
    if (portion.length > 0) yield withoutHeader(csvText([], portion));
  }
}

/** A portion has no header: what is left of it is one line end. */
function withoutHeader(text: string): string {
  return text.slice(1);
}

export const OPEN_DATA_ROUTES = [list, table];

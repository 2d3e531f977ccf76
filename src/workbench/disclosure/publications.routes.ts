import { type Static, Type } from "typebox";
import { listUnits } from "../../department/index.ts";
import {
  filledIn,
  type KeptPublicationRow,
  keepPublication,
  listPublications,
  type Materials,
  makeInThread,
  materialsFromBooks,
  NO_MATERIALS,
  PUBLICATION_FORMATS,
  PUBLICATION_ORDERS,
  type PublicationOrder,
} from "../../publication/index.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { Desk } from "./checking-desk.ts";
import { assertProfile, nameOf, regionOf } from "./checks.routes.ts";
import { dataFolders, openedFolder, openedUpload } from "./data-folders.ts";

/** The disclosure itself, made of a data folder or of the department's books. */

const Text = Type.String();
const Count = Type.Integer();
const Kind = Type.Enum(["budget", "final"]);

export const PUBLICATION_ROW = {
  publication_no: Count,
  ...{ made_at: Text, made_by: Text, made_by_name: Text, source: Text, title: Text, unit: Text },
  year: Count,
  kind: Kind,
  ...{ profile: Text, profile_title: Text, errors: Count, warns: Count },
};

export function publicationRow({ region: _, ...row }: KeptPublicationRow) {
  return { ...row, made_at: row.made_at.toISOString() };
}

const publications = listRoute({
  path: "/api/v1/disclosures/publications",
  title: "公开文本编制记录",
  right: "disclosure.use",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 100, description: "标题或单位" })),
    year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2099 })),
    kind: Type.Optional(Kind),
  },
  row: PUBLICATION_ROW,
  columns: [
    { key: "publication_no", title: "编号", kind: "count" },
    { key: "made_at", title: "编制时间", kind: "time" },
    { key: "title", title: "标题", kind: "text" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "year", title: "年度", kind: "count" },
    { key: "profile_title", title: "格式", kind: "text" },
    { key: "source", title: "数据来源", kind: "text" },
    { key: "errors", title: "错误", kind: "count" },
    { key: "warns", title: "警告", kind: "count" },
    { key: "made_by_name", title: "编制人", kind: "text" },
  ],
  sortable: [...PUBLICATION_ORDERS],
  rows: async ({ read, now }, { text, year, kind }, { offset, limit, sort }) => {
    const wanted = text?.trim() ?? "";
    const found = await read((runner) =>
      listPublications(runner, now, {
        ...{ offset, limit, year: year ?? null, kind: kind ?? null },
        text: wanted === "" ? null : wanted,
        order: (sort?.replace(/^-/, "") ?? "made_at") as PublicationOrder,
        descending: sort === null || sort.startsWith("-"),
      }),
    );
    return { rows: found.rows.map(publicationRow), total: found.total };
  },
});

const sources = route({
  method: "GET",
  path: "/api/v1/disclosures/sources",
  title: "编制公开文本可用的数据",
  right: "disclosure.use",
  answer: Type.Object({
    folders: Type.Array(
      Type.Object({ folder: Text, unit: Text, year: Count, kind: Kind, source: Text }),
    ),
    units: Type.Array(Type.Object({ unit_code: Text, name: Text, years: Type.Array(Count) })),
  }),
  handle: async ({ read }) => {
    const units = await read((runner) => listUnits(runner));
    return {
      folders: [...dataFolders()],
      units: units
        .filter(({ years }) => years.length > 0)
        .map(({ unit_code, name, years }) => ({ unit_code, name, years: [...years] })),
    };
  },
});

const Words = Type.Record(
  Type.String({ maxLength: 200 }),
  Type.String({ minLength: 1, maxLength: 5_000 }),
);

/** Base64 takes four signs for three bytes; an upload is 8 MB at most. */
const UPLOAD_CHARACTERS_MOST = 11_200_000;

const Asked = Type.Object({
  /** A data folder of the platform; with a unit, the words beside its books. */
  folder: Type.Optional(Type.String({ maxLength: 100 })),
  /** The caller's own data folder instead, as a zip in base64; it is not kept. */
  upload_zip: Type.Optional(Type.String({ maxLength: UPLOAD_CHARACTERS_MOST })),
  upload_name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  unit_code: Type.Optional(Type.String({ maxLength: 20 })),
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2099 })),
  kind: Type.Optional(Kind),
  profile: Type.Optional(Type.String({ maxLength: 80 })),
  /** All where not given; html always, for it is what is looked at. */
  formats: Type.Optional(Type.Array(Type.Enum([...PUBLICATION_FORMATS]), { maxItems: 5 })),
  filled: Type.Optional(
    Type.Object({
      reasons: Type.Optional(Words),
      paragraphs: Type.Optional(Words),
      figures: Type.Optional(
        Type.Array(
          Type.Object({
            address: Type.String({ maxLength: 200 }),
            quantity: Type.Enum(["money", "count"]),
            text: Type.String({ maxLength: 20 }),
          }),
          { maxItems: 1_000 },
        ),
      ),
    }),
  ),
});

type MakingAsked = Static<typeof Asked>;

const AT_ONCE = 1;
const WAITING_MOST = 10;
const desk = new Desk(AT_ONCE, WAITING_MOST);

const BODY_BYTES_MOST = 16 * 1024 * 1024;

const made = route({
  method: "POST",
  path: "/api/v1/disclosures/publications",
  title: "编制公开文本",
  right: "disclosure.use",
  body_bytes: BODY_BYTES_MOST,
  body: Asked,
  secrets: ["upload_zip"],
  answer: Type.Object({
    /** Null where something is missing: nothing was made. */
    publication_no: Type.Union([Count, Type.Null()]),
    missing: Type.Object({
      paragraphs: Type.Array(Type.Object({ id: Text, words: Text })),
      figures: Type.Array(
        Type.Object({ address: Text, words: Text, quantity: Type.Enum(["money", "count"]) }),
      ),
      reasons: Type.Array(Type.Object({ address: Text, words: Text, place: Text })),
    }),
  }),
  handle: async (context, { body }) => {
    const { house, caller, now } = context;
    assertProfile(body.profile);
    const { materials, waivers, source } = await materialsOf(context, body);
    const { reasons = {}, paragraphs = {}, figures = [] } = body.filled ?? {};
    const { formats = PUBLICATION_FORMATS } = body;
    const answer = await desk.turn(() =>
      makeInThread({
        materials: filledIn(materials, { reasons, paragraphs, figures }),
        profile: body.profile || null,
        formats: PUBLICATION_FORMATS.filter((one) => one === "html" || formats.includes(one)),
        waivers,
      }),
    );
    if (answer.kind === "missing") {
      // The shapes are the same; the schema's lists may be written to.
      return { publication_no: null, missing: answer.missing as never };
    }
    const publication_no = await keepPublication(house.store, {
      ...{ made: answer.made, region: regionOf(caller, house), made_at: now, source },
      ...{ made_by: nameOf(caller), made_by_name: caller.name },
    });
    return { publication_no, missing: { paragraphs: [], figures: [], reasons: [] } };
  },
});

/** @throws YibaoError PUBLICATION-FOLDER-UNKNOWN | PUBLICATION-BOOKS-EMPTY | … */
async function materialsOf({ read }: Context, asked: MakingAsked) {
  const { unit_code = "", year, kind } = asked;
  const { materials: beside, waivers, source } = openedSource(asked);
  if (unit_code === "") return { materials: beside, waivers, source };
  const books = { unit_code, year: year ?? beside.year, kind: kind ?? beside.kind };
  const materials: Materials = await read((runner) => materialsFromBooks(runner, books, beside));
  return { materials, waivers, source: materials.source };
}

function openedSource({ folder = "", unit_code = "", upload_zip, upload_name }: MakingAsked) {
  if (upload_zip !== undefined) {
    const opened = openedUpload(Buffer.from(upload_zip, "base64"));
    return { ...opened, source: `上传的数据 ${upload_name ?? ""}`.trim() };
  }
  if (folder === "" && unit_code !== "") {
    return { materials: NO_MATERIALS, waivers: [], source: "" };
  }
  return { ...openedFolder(folder), source: `数据目录 ${folder}` };
}

export const PUBLICATIONS_ROUTES = [publications, sources, made];

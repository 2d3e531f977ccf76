import { Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import { makeInThread, type PublicationFormat } from "../../publication/index.ts";
import { Text } from "../agency/fields.ts";
import { Desk } from "../disclosure/checking-desk.ts";
import { type DataFolder, dataFolders, openedFolder } from "../disclosure/data-folders.ts";
import { MEDIA_TYPES } from "../media-type.ts";
import { download, route } from "../route.ts";

/** Budgets and final accounts that the platform holds, as documents for anybody to read. */

const FORMATS = ["html", "pdf", "docx", "xlsx"] as const satisfies readonly PublicationFormat[];

/** Data folders come with the program and do not change while it runs. */
let known: readonly DataFolder[] | null = null;
const made = new Map<string, Promise<Files>>();
const desk = new Desk(1, 8);

type Files = ReadonlyMap<string, Uint8Array>;

const published = route({
  method: "GET",
  path: "/api/v1/public/disclosures",
  title: "公开的预算和决算",
  right: "public",
  answer: Type.Object({
    formats: Type.Array(Type.Enum([...FORMATS])),
    disclosures: Type.Array(
      Type.Object({
        folder: Text,
        unit: Text,
        year: Type.Integer(),
        kind: Type.Enum(["budget", "final"]),
        source: Text,
      }),
    ),
  }),
  handle: async () => {
    known ??= dataFolders();
    return { formats: [...FORMATS], disclosures: known.map((one) => ({ ...one })) };
  },
});

const file = route({
  method: "GET",
  path: "/api/v1/public/disclosures/:folder/:format",
  title: "下载公开的预算和决算",
  right: "public",
  params: Type.Object({
    folder: Type.String({ maxLength: 100 }),
    format: Type.Enum([...FORMATS]),
  }),
  answer: Type.Any(),
  handle: async (_context, { params: { folder, format } }) => {
    known ??= dataFolders();
    const about = known.find((one) => one.folder === folder);
    if (about === undefined) {
      const names = known.map((one) => one.folder).join("、");
      throw new YibaoError("PUBLICATION-FOLDER-UNKNOWN", { folder, known: names }, "folder");
    }
    const files = await filesOf(folder);
    const bytes = files.get(format);
    if (bytes === undefined) throw new Error(`no ${format} of ${folder}`);
    const title = `${about.unit}${about.year}年${about.kind === "budget" ? "预算" : "决算"}公开`;
    return download(`${title}.${format}`, MEDIA_TYPES[format], bytes);
  },
});

/** Made once, all formats together, in a thread; whoever else asks meanwhile waits for the same. */
function filesOf(folder: string): Promise<Files> {
  const before = made.get(folder);
  if (before !== undefined) return before;
  const making = desk.turn(() => makeFiles(folder));
  made.set(folder, making);
  making.catch(() => made.delete(folder));
  return making;
}

async function makeFiles(folder: string): Promise<Files> {
  const { materials, waivers } = openedFolder(folder);
  const answer = await makeInThread({ materials, profile: null, formats: FORMATS, waivers });
  if (answer.kind === "missing") throw new Error(`${folder} is not complete`);
  return new Map(
    answer.made.files.flatMap(({ path, bytes }) => {
      const format = FORMATS.find((one) => path.endsWith(`.${one}`));
      return format === undefined ? [] : [[format, bytes] as const];
    }),
  );
}

export const PUBLISHED_ROUTES = [published, file];

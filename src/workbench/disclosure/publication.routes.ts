import { zipSync } from "fflate";
import { Type } from "typebox";
import {
  publicInForce,
  readPublication,
  readPublishedFile,
  readPublishedFiles,
} from "../../publication/index.ts";
import { MEDIA_TYPES } from "../media-type.ts";
import { download, framed, route } from "../route.ts";
import { publicRow } from "./public.routes.ts";
import { openProposalOf } from "./public-act.ts";
import { PUBLICATION_ROW, publicationRow } from "./publications.routes.ts";
import { fileNameOf, WrittenChecks, WrittenFindings } from "./written-files.ts";

/** One disclosure that was made: looked at, and taken away in each format. */

const Text = Type.String();
const Count = Type.Integer();
const PublicationParams = Type.Object({ publication_no: Type.Integer({ minimum: 1 }) });
const TableNames = Type.Array(Type.Object({ topic: Text, title: Text }));

const opened = route({
  method: "GET",
  path: "/api/v1/disclosures/publications/:publication_no",
  title: "编制的公开文本",
  right: "disclosure.use",
  params: PublicationParams,
  answer: Type.Object({
    ...PUBLICATION_ROW,
    tables: TableNames,
    tables_not_made: TableNames,
    rounding: Type.Array(Text),
    checks: WrittenChecks,
    findings: WrittenFindings,
    files: Type.Array(Type.Object({ path: Text, bytes: Count })),
    /** Which version of the same unit, year and kind is public now; it may be this one. */
    public_now: Type.Union([
      Type.Object({ public_no: Count, publication_no: Count, title: Text, published_on: Text }),
      Type.Null(),
    ]),
    /** What waits to be decided about this unit, year and kind. */
    proposal_no: Type.Union([Count, Type.Null()]),
  }),
  handle: async (context, { params }) => {
    const { kept, inForce } = await context.read(async (runner) => {
      const found = await readPublication(runner, params.publication_no);
      return { kept: found, inForce: await publicInForce(runner, found) };
    });
    const { details, files, ...row } = kept;
    const open = await openProposalOf(context, kept);
    // The shapes are the same; the schema's lists may be written to.
    return {
      ...{ ...publicationRow(row), ...details, files },
      public_now:
        inForce === null ? null : { ...publicRow(inForce), publication_no: inForce.publication_no },
      proposal_no: open?.proposal_no ?? null,
    } as never;
  },
});

const page = route({
  method: "GET",
  path: "/api/v1/disclosures/publications/:publication_no/page",
  title: "预览编制的公开文本",
  right: "disclosure.use",
  params: PublicationParams,
  answer: Type.Object({}),
  handle: async ({ read }, { params }) => {
    const html = await read((runner) =>
      readPublishedFile(runner, params.publication_no, "disclosure.html"),
    );
    return framed("disclosure.html", html);
  },
});

const FORMATS = ["html", "xlsx", "docx", "pdf", "txt", "data"] as const;

const file = route({
  method: "GET",
  path: "/api/v1/disclosures/publications/:publication_no/file",
  title: "下载编制的公开文本",
  right: "disclosure.use",
  params: PublicationParams,
  query: Type.Object({ format: Type.Enum([...FORMATS]) }),
  answer: Type.Object({}),
  handle: async ({ read }, { params, query: { format } }) => {
    const { title, bytes } = await read(async (runner) => {
      const kept = await readPublication(runner, params.publication_no);
      const path = `disclosure.${format}`;
      const content =
        format === "data"
          ? zipSync(await readPublishedFiles(runner, params.publication_no))
          : await readPublishedFile(runner, params.publication_no, path);
      return { title: kept.title, bytes: content };
    });
    const name = fileNameOf(title);
    const extension = format === "data" ? "开放数据.zip" : format;
    const type = MEDIA_TYPES[format === "data" ? "zip" : format];
    return download(`${name}.${extension}`, type, bytes);
  },
});

export const PUBLICATION_ROUTES = [opened, page, file];

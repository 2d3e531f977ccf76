import { zipSync } from "fflate";
import { Type } from "typebox";
import { loadDeadline } from "../../disclosure/index.ts";
import { readPublic, readPublicData, readPublicFile } from "../../publication/index.ts";
import { Text } from "../agency/fields.ts";
import { PUBLIC_ROW, publicList, publicRow } from "../disclosure/public.routes.ts";
import { fileNameOf, WrittenChecks, WrittenFindings } from "../disclosure/written-files.ts";
import { MEDIA_TYPES, mediaTypeOf } from "../media-type.ts";
import { download, framed, route } from "../route.ts";

/** What the office has made public: one disclosure with its files, checks and versions. */

const Count = Type.Integer();
const Params = Type.Object({ public_no: Type.Integer({ minimum: 1 }) });
const File = Type.Object({ path: Text, bytes: Count, sha256: Text });

const opened = route({
  method: "GET",
  path: "/api/v1/public/publications/:public_no",
  title: "公开的预决算文本",
  right: "public",
  params: Params,
  answer: Type.Object({
    ...PUBLIC_ROW,
    profile_title: Text,
    deadline: Type.Object({ days: Count, basis: Text, is_verified: Type.Boolean() }),
    files: Type.Array(File),
    /** What checking each file found after it was written. */
    checks: WrittenChecks,
    findings: WrittenFindings,
    /** Other versions of the same unit, year and kind. */
    versions: Type.Array(Type.Object(PUBLIC_ROW)),
  }),
  handle: async ({ read }, { params }) => {
    const found = await read((runner) => readPublic(runner, params.public_no));
    const { details, files, versions, profile_title } = found;
    const { days, basis, confidence } = loadDeadline();
    return {
      ...{ ...publicRow(found), profile_title, files: [...files] },
      deadline: { days, basis, is_verified: confidence === "high" },
      checks: details.checks.map((one) => ({ ...one })),
      findings: details.findings.map((one) => ({ ...one })),
      versions: versions.map(publicRow),
    };
  },
});

const page = route({
  method: "GET",
  path: "/api/v1/public/publications/:public_no/page",
  title: "阅读公开的预决算文本",
  right: "public",
  params: Params,
  answer: Type.Object({}),
  handle: async ({ read }, { params }) => {
    const path = "disclosure.html";
    return framed(path, await read((runner) => readPublicFile(runner, params.public_no, path)));
  },
});

const DATA_PACKAGE = "data.zip";

const file = route({
  method: "GET",
  path: "/api/v1/public/publications/:public_no/file",
  title: "下载公开的预决算文本",
  right: "public",
  params: Params,
  query: Type.Object({
    path: Type.String({
      ...{ minLength: 1, maxLength: 200 },
      description: `文件清单里的文件，或 ${DATA_PACKAGE}（全部开放数据）`,
    }),
  }),
  answer: Type.Object({}),
  handle: async ({ read }, { params: { public_no }, query: { path } }) => {
    const { title, bytes } = await read(async (runner) => ({
      title: (await readPublic(runner, public_no)).title,
      bytes:
        path === DATA_PACKAGE
          ? zipSync(await readPublicData(runner, public_no))
          : await readPublicFile(runner, public_no, path),
    }));
    const name = fileNameOf(title);
    if (path === DATA_PACKAGE) return download(`${name}.开放数据.zip`, MEDIA_TYPES.zip, bytes);
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const own = path.startsWith("disclosure.") ? extension : path.replace(/^.*\//, "");
    return download(`${name}.${own}`, mediaTypeOf(path), bytes);
  },
});

export const PUBLICATIONS_PORTAL_ROUTES = [
  publicList("/api/v1/public/publications"),
  opened,
  page,
  file,
];

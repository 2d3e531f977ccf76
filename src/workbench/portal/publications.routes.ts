import { zipSync } from "fflate";
import { Type } from "typebox";
import { loadDeadline } from "../../disclosure/index.ts";
import { readPublic, readPublicData, readPublicFile } from "../../publication/index.ts";
import { Text } from "../agency/fields.ts";
import { PUBLIC_ROW, publicList, publicRow } from "../disclosure/public.routes.ts";
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
    checks: Type.Array(
      Type.Object({ path: Text, error: Count, warn: Count, hint: Count, unresolved: Count }),
    ),
    findings: Type.Array(
      Type.Object({
        ...{ path: Text, rule: Text, message: Text },
        outcome: Type.Enum(["error", "warn", "hint", "unresolved"]),
      }),
    ),
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

const OFFICE = "application/vnd.openxmlformats-officedocument";
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html;charset=utf-8",
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  pdf: "application/pdf",
  txt: "text/plain;charset=utf-8",
  csv: "text/csv;charset=utf-8",
  json: "application/json",
};

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
    const name = title.replace(/[\\/:*?"<>|\s]+/g, "");
    if (path === DATA_PACKAGE) return download(`${name}.开放数据.zip`, "application/zip", bytes);
    const extension = path.slice(path.lastIndexOf(".") + 1);
    const type = TYPES[extension] ?? "application/octet-stream";
    const own = path.startsWith("disclosure.") ? extension : path.replace(/^.*\//, "");
    return download(`${name}.${own}`, type, bytes);
  },
});

export const PUBLICATIONS_PORTAL_ROUTES = [
  publicList("/api/v1/public/publications"),
  opened,
  page,
  file,
];

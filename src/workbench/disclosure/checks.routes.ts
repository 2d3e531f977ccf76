import { Type } from "typebox";
import type { Caller } from "../../access/index.ts";
import { loadProfiles } from "../../disclosure/index.ts";
import {
  CHECK_ORDERS,
  type CheckOrder,
  type KeptCheckRow,
  keepCheck,
  listChecks,
} from "../../disclosure-report/index.ts";
import { chinaTime, YibaoError } from "../../kernel/index.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";
import { checkedFile } from "./checking-desk.ts";

/** Published budgets and final accounts, dropped into the browser and checked. */

const Text = Type.String();
const Count = Type.Integer();

export const CHECK_ROW = {
  check_no: Count,
  checked_at: Text,
  checked_by: Text,
  checked_by_name: Text,
  file_name: Text,
  file_bytes: Count,
  unit: Text,
  year: Type.Union([Count, Type.Null()]),
  kind: Type.Union([Type.Enum(["budget", "final"]), Type.Null()]),
  profile_title: Text,
  pages: Count,
  milliseconds: Count,
  errors: Count,
  warns: Count,
  hints: Count,
  unresolved: Count,
  waived: Count,
};

export function checkRow({ sha256, ...row }: KeptCheckRow) {
  return { ...row, checked_at: row.checked_at.toISOString() };
}

const checks = listRoute({
  path: "/api/v1/disclosures/checks",
  title: "公开文本核对记录",
  right: "disclosure.use",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 100, description: "文件名或单位" })),
    year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2099 })),
    kind: Type.Optional(Type.Enum(["budget", "final"])),
    own: Type.Optional(Type.Boolean({ description: "只看本人的" })),
  },
  row: CHECK_ROW,
  columns: [
    { key: "check_no", title: "编号", kind: "count" },
    { key: "checked_at", title: "核对时间", kind: "time" },
    { key: "file_name", title: "文件", kind: "text" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "year", title: "年度", kind: "count" },
    { key: "profile_title", title: "格式", kind: "text" },
    { key: "errors", title: "错误", kind: "count" },
    { key: "warns", title: "警告", kind: "count" },
    { key: "hints", title: "提示", kind: "count" },
    { key: "unresolved", title: "未能核对", kind: "count" },
    { key: "waived", title: "已豁免", kind: "count" },
    { key: "checked_by_name", title: "核对人", kind: "text" },
  ],
  sortable: [...CHECK_ORDERS],
  rows: async ({ read, caller, now }, { text, year, kind, own }, { offset, limit, sort }) => {
    const wanted = text?.trim() ?? "";
    const found = await read((runner) =>
      listChecks(runner, now, {
        ...{ offset, limit, year: year ?? null, kind: kind ?? null },
        text: wanted === "" ? null : wanted,
        checked_by: own === true ? nameOf(caller) : null,
        order: (sort?.replace(/^-/, "") ?? "checked_at") as CheckOrder,
        descending: sort === null || sort.startsWith("-"),
      }),
    );
    return { rows: found.rows.map(checkRow), total: found.total };
  },
});

/** As on the command line, where a document is the largest that is read. */
const FILE_BYTES_MOST = 64 * 1024 * 1024;

const made = route({
  method: "POST",
  path: "/api/v1/disclosures/checks",
  title: "核对公开文本",
  right: "disclosure.use",
  raw_body: true,
  body_bytes: 2 * FILE_BYTES_MOST,
  query: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200, description: "文件名，带扩展名" }),
    year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2099 })),
    profile: Type.Optional(Type.String({ maxLength: 80 })),
    against: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "对照文件的文件名" }),
    ),
    /** The body is the file, and after it the one that it is compared with. */
    against_bytes: Type.Optional(
      Type.Integer({ minimum: 1, maximum: FILE_BYTES_MOST, description: "对照文件的字节数" }),
    ),
  }),
  body: Type.Unsafe<Uint8Array>({}),
  answer: Type.Object({
    check_no: Count,
    ...{ unit: Text, errors: Count, warns: Count, hints: Count, unresolved: Count },
    milliseconds: Count,
  }),
  handle: async ({ house, caller, now }, { query, body }) => {
    const { name, year, profile } = query;
    assertProfile(profile);
    const { bytes, against } = twoFiles(Buffer.isBuffer(body) ? body : Buffer.alloc(0), query);
    const answer = await checkedFile({
      ...{ name, bytes, against },
      options: {
        today: chinaTime(now).slice(0, 10),
        ...(year !== undefined && { year }),
        ...(profile !== undefined && profile !== "" && { profile }),
      },
    });
    const check_no = await keepCheck(house.store, {
      ...{ answer, bytes, region: regionOf(caller, house), checked_at: now },
      ...{ checked_by: nameOf(caller), checked_by_name: caller.name },
    });
    const { findings, document } = answer.report;
    const count = (one: string) => findings.filter(({ outcome }) => outcome === one).length;
    return {
      ...{ check_no, unit: document.unit, milliseconds: Math.round(answer.milliseconds) },
      ...{ errors: count("error"), warns: count("warn") },
      ...{ hints: count("hint"), unresolved: count("unresolved") },
    };
  },
});

/** What was sent, taken apart. @throws YibaoError CHECK-AGAINST-BYTES */
function twoFiles(
  body: Buffer,
  { against: name, against_bytes }: { readonly against?: string; readonly against_bytes?: number },
) {
  if (name === undefined && against_bytes === undefined) return { bytes: body, against: null };
  if (name === undefined || against_bytes === undefined || against_bytes >= body.byteLength) {
    const details = { against_bytes: against_bytes ?? 0, bytes: body.byteLength };
    throw new YibaoError("CHECK-AGAINST-BYTES", details, "against_bytes");
  }
  const at = body.byteLength - against_bytes;
  return { bytes: body.subarray(0, at), against: { name, bytes: body.subarray(at) } };
}

const profiles = route({
  method: "GET",
  path: "/api/v1/disclosures/profiles",
  title: "公开格式",
  right: "disclosure.use",
  answer: Type.Object({
    profiles: Type.Array(
      Type.Object({ id: Text, title: Text, kind: Type.Enum(["budget", "final"]), basis: Text }),
    ),
  }),
  handle: () =>
    Promise.resolve({
      profiles: loadProfiles().map(({ id, title, kind, basis }) => ({ id, title, kind, basis })),
    }),
});

/** @throws YibaoError PUBLICATION-PROFILE */
export function assertProfile(profile: string | undefined): void {
  if (profile === undefined || profile === "") return;
  const known = loadProfiles().map(({ id }) => id);
  if (known.includes(profile)) return;
  throw new YibaoError("PUBLICATION-PROFILE", { profile, known: known.join("、") }, "profile");
}

/** Who of a region works on it, sees it. */
export function regionOf({ regions }: Caller, house: House): string {
  return regions[0] ?? house.region.value.code;
}

export function nameOf({ account, name }: Caller): string {
  return account ?? name;
}

export const CHECKS_ROUTES = [checks, made, profiles];

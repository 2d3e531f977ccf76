import { type Static, Type } from "typebox";
import { regionPrefix } from "../../access/index.ts";
import type { PackText } from "../../policy/index.ts";
import {
  findVersion,
  type PackState,
  publishedHash,
  publishedNames,
  readTexts,
  searchVersions,
  textDiff,
} from "../../policy-library/index.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { versionSeen } from "./desk.ts";
import {
  HashParams,
  STATES,
  VERSION_ROW,
  VersionAnswer,
  versionAnswer,
  versionRow,
} from "./version-answer.ts";

/** The policy library: packs, their versions, the texts of a version. */

const PATH = "/api/v1/policy-library";

/** What waits for somebody is filtered by several states at once. */
const GROUPS: Readonly<Record<string, readonly PackState[]>> = {
  open: ["drafted", "faulty", "checked", "approved", "refused"],
  "to-mend": ["faulty", "refused"],
  ...Object.fromEntries(STATES.map((state) => [state, [state]])),
};

const versions = listRoute({
  path: `${PATH}/versions`,
  title: "政策库各版",
  right: "policy.read",
  filters: {
    region_code: Type.Optional(Type.String({ maxLength: 6 })),
    state: Type.Optional(Type.Enum(Object.keys(GROUPS))),
  },
  row: VERSION_ROW,
  columns: [
    { key: "region_code", title: "统筹区", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "version_number", title: "版本", kind: "count" },
    { key: "state_name", title: "状态", kind: "text" },
    { key: "note", title: "说明", kind: "text" },
    { key: "author", title: "起草", kind: "text" },
    { key: "drafted_at", title: "起草时间", kind: "text" },
    { key: "checked_at", title: "校验时间", kind: "text" },
    { key: "error_count", title: "错误", kind: "count" },
    { key: "warning_count", title: "提醒", kind: "count" },
    { key: "reviewer", title: "审核", kind: "text" },
    { key: "published_by", title: "发布", kind: "text" },
    { key: "published_at", title: "发布时间", kind: "text" },
    { key: "effective_from", title: "生效日", kind: "date" },
  ],
  rows: async ({ read }, { region_code, state }, { offset, limit }) => {
    const search = {
      region_code: region_code ? region_code : null,
      states: state === undefined ? null : (GROUPS[state] as readonly PackState[]),
      below: null,
      offset,
      limit,
    };
    const { rows, total } = await read((runner) => searchVersions(runner, search));
    return { rows: rows.map(versionRow), total };
  },
});

const Pack = Type.Object({
  region_code: Type.String(),
  name: Type.String(),
  published: Type.Union([Type.Object(VERSION_ROW), Type.Null()]),
  /** Versions on their way. */
  open: Type.Integer(),
});

const packs = route({
  method: "GET",
  path: `${PATH}/packs`,
  title: "政策包",
  right: "policy.read",
  answer: Type.Object({ packs: Type.Array(Pack) }),
  handle: async ({ read }) =>
    read(async (runner) => {
      const found: Static<typeof Pack>[] = [];
      for (const { region_code, name } of await publishedNames(runner)) {
        const hash = await publishedHash(runner, region_code, null);
        const published = hash === null ? null : await findVersion(runner, hash);
        const search = { region_code, states: GROUPS.open as PackState[], below: null };
        const { total } = await searchVersions(runner, { ...search, offset: 0, limit: 1 });
        found.push({
          ...{ region_code, name, open: total },
          published: published === null ? null : versionRow(published),
        });
      }
      return { packs: found };
    }),
});

const version = route({
  method: "GET",
  path: `${PATH}/versions/:content_hash`,
  title: "政策包的一版",
  right: "policy.read",
  params: HashParams,
  answer: VersionAnswer,
  handle: async ({ read, caller }, { params }) =>
    versionAnswer(await read((runner) => versionSeen(runner, params.content_hash)), caller),
});

const files = route({
  method: "GET",
  path: `${PATH}/versions/:content_hash/files`,
  title: "政策包一版的全文",
  right: "policy.read",
  params: HashParams,
  answer: Type.Object({
    folder: Type.String(),
    files: Type.Array(Type.Object({ path: Type.String(), text: Type.String() })),
  }),
  handle: async ({ read }, { params: { content_hash } }) =>
    read(async (runner) => {
      await versionSeen(runner, content_hash);
      const [text] = await readTexts(runner, [content_hash]);
      const paths = Object.keys(text?.files ?? {}).sort(policyFirst);
      return {
        folder: text?.folder ?? "",
        files: paths.map((path) => ({ path, text: text?.files[path] as string })),
      };
    }),
});

/** Policy before the worked cases, which are many. */
function policyFirst(one: string, other: string): number {
  const depth = (path: string) => path.split("/").length;
  return depth(one) - depth(other) || (one < other ? -1 : 1);
}

const textDiffOf = route({
  method: "GET",
  path: `${PATH}/text-diff`,
  title: "政策包两版的逐行比较",
  right: "policy.read",
  query: Type.Object({
    before: HashParams.properties.content_hash,
    after: HashParams.properties.content_hash,
  }),
  answer: Type.Object({
    /** Only those that differ. */
    files: Type.Array(
      Type.Object({
        path: Type.String(),
        kind: Type.Enum(["changed", "added", "removed"]),
        lines_added: Type.Integer(),
        lines_removed: Type.Integer(),
        /** The whole file in stretches: both texts have them, or only the one. */
        runs: Type.Array(
          Type.Object({
            kind: Type.Enum(["same", "removed", "added"]),
            lines: Type.Array(Type.String()),
          }),
        ),
      }),
    ),
  }),
  handle: async ({ read }, { query: { before, after } }) =>
    read(async (runner) => {
      for (const hash of [before, after]) await versionSeen(runner, hash);
      const [first, second] = await readTexts(runner, [before, after]);
      return { files: textDiff(first as PackText, second as PackText) as never };
    }),
});

export const VERSION_ROUTES = [versions, packs, version, files, textDiffOf];

async function countIn(context: Context, states: readonly PackState[]): Promise<number> {
  const below = context.caller.regions.map(regionPrefix);
  const search = { region_code: null, states, below, offset: 0, limit: 1 };
  const { total } = await context.read((runner) => searchVersions(runner, search));
  return total;
}

const LIST = "/policy-library?state=";

export const POLICY_WAITING: readonly Waiting[] = [
  {
    right: "policy.check",
    title: "待审核的政策稿",
    title_en: "Policy versions to review",
    path: `${LIST}checked`,
    count: (context) => countIn(context, ["checked"]),
  },
  {
    right: "policy.publish",
    title: "待发布的政策",
    title_en: "Policy versions to publish",
    path: `${LIST}approved`,
    count: (context) => countIn(context, ["approved"]),
  },
  {
    right: "policy.draft",
    title: "待改正的政策稿",
    title_en: "Policy versions to mend",
    path: `${LIST}to-mend`,
    count: (context) => countIn(context, ["faulty", "refused"]),
  },
  {
    right: "policy.draft",
    title: "待校验的政策稿",
    title_en: "Policy versions to verify",
    path: `${LIST}drafted`,
    count: (context) => countIn(context, ["drafted"]),
  },
];

import { Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import { diffRegions, type PackText, packHeader, parameterTimelines } from "../../policy/index.ts";
import { draftPack, type PackVersion, readTexts, tryPack } from "../../policy-library/index.ts";
import { todayOf } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";
import { Diff, diffAnswer } from "./day.routes.ts";
import { actorOf, assertOwnRegion, deskOf, regionWith, versionSeen } from "./desk.ts";
import { withNewValue } from "./new-value.ts";
import { dayAt } from "./values.routes.ts";
import { HashParams } from "./version-answer.ts";

/** Drafting: a version's text with changes, tried before it is handed in, and handed in. */

const PATH = "/api/v1/policy-library/versions/:content_hash";
const BODY_BYTES = 6_000_000;
const FILE_CHARACTERS = 2_000_000;

const Files = Type.Array(
  Type.Object({
    path: Type.String({ pattern: "^[\\w-]+(/[\\w.-]+)*\\.yaml$", maxLength: 200 }),
    text: Type.String({ maxLength: FILE_CHARACTERS }),
  }),
  { maxItems: 200, description: "改过的文件；其余照旧" },
);

type Changed = readonly { readonly path: string; readonly text: string }[];

interface Drafting {
  readonly base: PackVersion;
  readonly text: PackText;
}

/** The text of a version with files in place of its own. @throws YibaoError PACK-* */
async function draftingOf(
  { read, caller }: Context,
  content_hash: string,
  changed: Changed,
): Promise<Drafting> {
  const { base, text } = await read(async (runner) => {
    const seen = await versionSeen(runner, content_hash);
    const [found] = await readTexts(runner, [content_hash]);
    return { base: seen, text: found as PackText };
  });
  assertOwnRegion(caller, base.region_code);
  const files = { ...text.files };
  for (const one of changed) files[one.path] = one.text;
  const written = { ...text, files };
  const { code } = packHeader(written);
  if (code === base.region_code) return { base, text: written };
  throw new YibaoError("PACK-NOT-ALLOWED", { value: code, allowed: base.region_code });
}

function requestOf({ caller, now }: Context, { base, text }: Drafting, note: string | null) {
  return { text, parent_hash: base.parent_hash, by: actorOf(caller), note, now };
}

const trial = route({
  method: "POST",
  path: `${PATH}/trial`,
  title: "试装政策草稿",
  right: "policy.draft",
  params: HashParams,
  body: Type.Object({ files: Files, on: Type.Optional(Type.String({ maxLength: 10 })) }),
  body_bytes: BODY_BYTES,
  secrets: ["files"],
  answer: Type.Object({
    /** The text is that of a version that the library has already. */
    repeated: Type.Boolean(),
    days: Type.Array(Type.String()),
    diff: Type.Union([Diff, Type.Null()]),
  }),
  handle: async (context, { params, body }) => {
    const drafting = await draftingOf(context, params.content_hash, body.files);
    const tried = await tryPack(context.house.store, requestOf(context, drafting, null));
    const { before, after, repeated } = tried;
    if (before === null) return { repeated, days: [], diff: null };
    const known = new Set(before.changes);
    const days = after.changes.filter((day) => !known.has(day));
    const day = body.on ? dayAt(body.on, "on") : (days.at(-1) ?? todayOf(context.now));
    const diff = diffRegions({ region: before, day }, { region: after, day });
    return { repeated, days, diff: diffAnswer(diff) };
  },
});

const drafted = route({
  method: "POST",
  path: `${PATH}/drafts`,
  title: "提交政策草稿",
  right: "policy.draft",
  params: HashParams,
  body: Type.Object({ files: Files, note: Type.String({ minLength: 1, maxLength: 500 }) }),
  body_bytes: BODY_BYTES,
  secrets: ["files"],
  answer: Type.Object({
    content_hash: Type.String(),
    version_number: Type.Integer(),
    repeated: Type.Boolean(),
  }),
  handle: async (context, { params, body }) => {
    const drafting = await draftingOf(context, params.content_hash, body.files);
    const request = requestOf(context, drafting, body.note.trim() || null);
    const { version, repeated } = await draftPack(context.house.store, request);
    const { content_hash, version_number } = version;
    return { content_hash, version_number, repeated };
  },
});

const Short = Type.String({ minLength: 1, maxLength: 200 });

const newValue = route({
  method: "POST",
  path: `${PATH}/new-value`,
  title: "写入一个参数的新值",
  right: "policy.draft",
  params: HashParams,
  body: Type.Object({
    files: Files,
    parameter: Short,
    from: Type.String({ maxLength: 10 }),
    values: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 60 })),
    /** Rows for which nothing is paid or set. */
    nothing: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }),
    document: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{1,60}$" }),
    clause: Short,
    basis: Type.Enum(["official", "third-party", "recalled", "derived", "placeholder"]),
    confidence: Type.Enum(["high", "medium", "low"]),
    note: Type.Optional(Type.String({ maxLength: 300 })),
    new_document: Type.Optional(
      Type.Object({
        ...{ number: Short, title: Short, issuer: Type.String({ maxLength: 100 }) },
        seen: Type.Boolean(),
      }),
    ),
  }),
  body_bytes: BODY_BYTES,
  secrets: ["files"],
  answer: Type.Object({
    path: Type.String(),
    line: Type.Integer(),
    files: Type.Array(Type.Object({ path: Type.String(), text: Type.String() })),
  }),
  handle: async (context, { params, body }) => {
    const { base, text } = await draftingOf(context, params.content_hash, body.files);
    const region = await context.read((runner) => regionWith(runner, deskOf(context.house), base));
    const timeline = parameterTimelines(region).find(({ name }) => name === body.parameter);
    if (timeline === undefined) {
      const details = { name: body.parameter, region: region.name };
      throw new YibaoError("LIBRARY-PARAMETER-UNKNOWN", details, "parameter");
    }
    const { files: _files, parameter: _parameter, nothing, ...value } = body;
    const values: Record<string, string | null> = { ...body.values };
    for (const row of nothing) values[row] = null;
    const written = withNewValue(text, timeline, {
      ...value,
      values,
      from: dayAt(body.from, "from"),
      note: body.note?.trim() || null,
      new_document: body.new_document ?? null,
    });
    const paths = [...new Set([...body.files.map(({ path }) => path), ...written.changed])];
    return {
      ...{ path: written.path, line: written.line },
      files: paths.map((path) => ({ path, text: written.text.files[path] as string })),
    };
  },
});

export const DRAFT_ROUTES = [trial, drafted, newValue];

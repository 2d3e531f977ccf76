import type { CivilDate } from "../../src/kernel/index.ts";
import type { PackText } from "../../src/policy/index.ts";
import {
  checkVersion,
  draftPack,
  type PackJudge,
  type PackVersion,
  publishVersion,
  reviewVersion,
} from "../../src/policy-library/index.ts";
import type { Store } from "../../src/store/index.ts";

/** Notices for tests: a new version of one value of a pack, and its way into the library. */

export interface Notice {
  readonly file?: string;
  readonly parameter: string;
  readonly from: string;
  /** As YAML: `value: 0.9`, or `values: { … }`. */
  readonly says: string;
  /** One that the pack or a parent registers. */
  readonly document?: string;
}

const SOURCE = "clause: 模拟发布, basis: placeholder, confidence: low";

/** The text of a file with one more version behind those that the parameter has. */
export function noticeInFile(
  content: string,
  { parameter, from, says, document = "project-choice" }: Notice,
): string {
  const lines = content.split("\n");
  const start = lines.indexOf(`  ${parameter}:`);
  if (start < 0) throw new Error(`the file has no parameter ${parameter}`);
  let last = lines.findIndex((line, index) => index > start && !line.startsWith("    "));
  if (last < 0) last = lines.length;
  const source = `document: ${document}, ${SOURCE}`;
  lines.splice(last, 0, `      - { from: ${from}, ${source}, ${says} }`);
  return lines.join("\n");
}

/** The same pack with the notice in it; earlier days keep what they had. */
export function withNotice(text: PackText, notice: Notice): PackText {
  const path = notice.file ?? "parameters.yaml";
  const content = noticeInFile(text.files[path] as string, notice);
  return { ...text, files: { ...text.files, [path]: content } };
}

/** Finds nothing wrong with anything. */
export const LENIENT: PackJudge = {
  check: async () => ({
    checker_version: "test",
    errors: [],
    warnings: [],
    changed_before: [],
  }),
};

export interface Publishing {
  readonly now: Date;
  readonly from: string;
  readonly retroactive_reason?: string;
  readonly judge?: PackJudge;
}

/** The whole way: drafted by one person, checked, approved by another, published. */
export async function publishText(
  store: Store,
  text: PackText,
  { now, from, retroactive_reason, judge = LENIENT }: Publishing,
): Promise<PackVersion> {
  const request = { text, parent_hash: null, by: "张起草", note: null, now };
  const { content_hash } = (await draftPack(store, request)).version;
  const step = { content_hash, now };
  await checkVersion(store, { ...step, by: "张起草" }, judge);
  const approval = { decision: "approve", reason: "同意" } as const;
  await reviewVersion(store, { ...step, by: "李审核", ...approval });
  const publishing = {
    ...step,
    by: "王发布",
    from: from as CivilDate,
    retroactive_reason: retroactive_reason ?? null,
  };
  return (await publishVersion(store, publishing, judge)).version;
}

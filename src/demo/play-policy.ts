import type { Caller } from "../access/index.ts";
import type { PackText } from "../policy/index.ts";
import {
  checkVersion,
  draftPack,
  findVersion,
  type PackJudge,
  publishedHash,
  readTexts,
} from "../policy-library/index.ts";
import type { Store } from "../store/index.ts";
import { DEMO_REGION } from "./demo-districts.ts";
import { DESK_DAY, momentOf } from "./desk-day.ts";

/**
 * The benefits office has drafted two values for the next year. One draft is verified and waits for
 * a review, the other waits to be verified. Without a judge both do.
 */
interface PlannedDraft {
  readonly parameter: string;
  readonly value: string;
  readonly document_id: string;
  readonly note: string;
}

const VERIFIED: PlannedDraft = {
  ...{ parameter: "employee_pool_cap", value: "180000", document_id: "demo-2026-1" },
  note: "演示：自 2027 年起提高职工统筹基金年度最高支付限额",
};
const DRAFTED: PlannedDraft = {
  ...{ parameter: "repeat_admission_factor", value: "0.4", document_id: "demo-2026-2" },
  note: "演示：自 2027 年起降低再次住院的起付线系数",
};

export async function playPolicy(
  store: Store,
  officer: Caller,
  judge: PackJudge | null,
): Promise<void> {
  const content_hash = await drafted(store, officer, VERIFIED);
  await drafted(store, officer, DRAFTED);
  const version = content_hash === null ? null : await findVersion(store, content_hash);
  if (judge === null || version?.state !== "drafted") return;
  const now = momentOf(DESK_DAY, "10:40");
  await checkVersion(
    store,
    { content_hash: version.content_hash, by: nameOf(officer), now },
    judge,
  );
}

/** Null where the published pack is written otherwise than it is known here. */
async function drafted(store: Store, officer: Caller, plan: PlannedDraft): Promise<string | null> {
  const base = await publishedHash(store, DEMO_REGION, null);
  if (base === null) return null;
  const [published] = await readTexts(store, [base]);
  const text = published === undefined ? null : withNewValue(published, plan);
  if (text === null) return null;
  const parent_hash = (await findVersion(store, base))?.parent_hash ?? null;
  const { version } = await draftPack(store, {
    ...{ text, parent_hash, by: nameOf(officer), note: plan.note },
    now: momentOf(DESK_DAY, "10:30"),
  });
  return version.content_hash;
}

/** As the benefits desk names who drafts. */
function nameOf({ name, account }: Caller): string {
  return `${name}（${account}）`;
}

const VERSION = /^ +- \{ from: .*$/m;
const DOCUMENTS = "\ndocuments:\n";

function withNewValue(
  text: PackText,
  { parameter, value, document_id, note }: PlannedDraft,
): PackText | null {
  const parameters = text.files["parameters.yaml"] ?? "";
  const region = text.files["region.yaml"] ?? "";
  const at = parameters.indexOf(`\n  ${parameter}:\n`);
  const last = at < 0 ? null : VERSION.exec(parameters.slice(at));
  const documents = region.indexOf(DOCUMENTS);
  if (last === null || documents < 0) return null;
  const version =
    `\n      - { from: 2027-01-01, document: ${document_id}, clause: 条款待核实, ` +
    `basis: placeholder, confidence: low, value: ${value} }`;
  const document =
    `  ${document_id}:\n    number: 演示〔2026〕${document_id.at(-1)}号\n    title: ${note}（虚构）\n` +
    `    english: "Demo (made up)"\n    seen: false\n    note: 演示草稿所用，并无此文\n`;
  const files = {
    ...text.files,
    "parameters.yaml": inserted(parameters, at + last.index + last[0].length, version),
    "region.yaml": inserted(region, documents + DOCUMENTS.length, document),
  };
  return { ...text, files };
}

function inserted(text: string, at: number, words: string): string {
  return text.slice(0, at) + words + text.slice(at);
}

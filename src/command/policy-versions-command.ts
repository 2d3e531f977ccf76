import { YibaoError } from "../kernel/index.ts";
import { listVersions, type PackVersion, SHIPPED, STATE_NAMES } from "../policy-library/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { withLibrary } from "./policy-library-house.ts";
import { regionWord } from "./policy-words.ts";
import { textTable } from "./text-table.ts";

const LIMIT_USUAL = 50;
const LIMIT_MOST = 1_000;
const NUMBER_MOST = 99_999;

/** `yibao policy versions CODE`: every version of a pack, the newest first. */
export async function policyVersionsCommand(invocation: Invocation): Promise<number> {
  const region_code = regionWord(invocation);
  const limit = numberFlag(invocation, "limit", LIMIT_USUAL, 1, LIMIT_MOST);
  const before =
    textFlag(invocation, "before") === undefined
      ? null
      : numberFlag(invocation, "before", 1, 1, NUMBER_MOST);
  const versions = await withLibrary(invocation, (store) =>
    listVersions(store, { region_code, before, limit }),
  );
  if (versions.length === 0 && before === null) {
    throw new YibaoError("LIBRARY-PACK-UNKNOWN", { code: region_code });
  }
  const answer = { region_code, versions, more: versions.length === limit };
  const text = invocation.json ? JSON.stringify(answer, null, 2) : versionsSheet(versions);
  process.stdout.write(`${text}\n`);
  return 0;
}

function versionsSheet(versions: readonly PackVersion[]): string {
  const heading = ["版", "散列", "状态", "起草", "审核", "发布", "发布时间", "生效日", "被接替"];
  const rows = versions.map((version) => [
    String(version.version_number),
    version.content_hash.slice(0, 12),
    STATE_NAMES[version.state],
    person(version.author),
    version.review?.by ?? "",
    version.publication === null ? "" : person(version.publication.by),
    version.publication?.at ?? "",
    version.publication === null ? "" : (version.publication.effective_from ?? "自始"),
    version.publication === null || version.superseded_by === null
      ? ""
      : `第 ${version.superseded_by.version_number} 版`,
  ]);
  const sides = heading.map((_, index) => (index === 0 ? "right" : "left") as "left" | "right");
  return [textTable([heading, ...rows], sides), ...versions.flatMap(remarks)].join("\n");
}

function person(name: string): string {
  return name === SHIPPED ? "随程序（shipped）" : name;
}

/** What a person should not overlook, below the table. */
function remarks(version: PackVersion) {
  const { publication, check, review, withdrawal } = version;
  const of = `第 ${version.version_number} 版`;
  const reason = publication?.retroactive_reason ?? null;
  return [
    ...comingBack(of, version),
    ...(reason === null ? [] : [`${of}追溯生效的理由：${reason}`]),
    ...(check !== null && check.error_count > 0
      ? [`${of}校验有 ${check.error_count} 处错误，第一处：${check.findings[0]}`]
      : []),
    ...(review?.decision === "refuse" ? [`${of}审核不通过：${review.reason}`] : []),
    ...(withdrawal === null ? [] : [`${of}撤回的理由：${withdrawal.reason}`]),
  ];
}

/** The same text handed in again; what it was before that. */
function comingBack(
  of: string,
  { redrafted, earlier_publication, superseded_by }: PackVersion,
): string[] {
  if (redrafted === null) return [];
  const again = `${redrafted.at} 由${redrafted.by}重新提交`;
  if (earlier_publication === null) return [`${of}${again}`];
  const { by, at } = earlier_publication;
  const after = superseded_by === null ? "" : `，后被第 ${superseded_by.version_number} 版接替`;
  return [`${of}曾于 ${at} 由${person(by)}发布${after}；${again}`];
}

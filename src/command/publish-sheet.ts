import type { Disclosure, Finding, Profile, Severity } from "../disclosure/index.ts";
import type { PublishedFile, WrittenCheck } from "../publication/index.ts";

/** What `yibao publish --json` prints. */
export interface PublishAnswer {
  readonly out: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly profile: string;
  readonly profile_title: string;
  /** Tables that follow from what was given. */
  readonly tables: readonly { readonly topic: string; readonly title: string }[];
  /** Tables of the profile of which a cell is not known: they are not printed. */
  readonly tables_not_made: readonly { readonly topic: string; readonly title: string }[];
  readonly rounding: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** What checking each written file found. */
  readonly checks: readonly ({ readonly path: string } & Counts)[];
  readonly findings: readonly (Finding & { readonly path: string })[];
}

type Counts = Readonly<Record<Severity, number>>;

interface Published {
  readonly out: string;
  readonly disclosure: Disclosure;
  readonly profile: Profile;
  readonly written: readonly PublishedFile[];
  readonly checks: readonly WrittenCheck[];
}

export function publishAnswer({ out, disclosure, profile, written, checks }: Published) {
  const made = new Set(disclosure.tables.map(({ topic }) => topic));
  const answer: PublishAnswer = {
    out,
    unit: disclosure.unit_name,
    year: disclosure.year,
    kind: disclosure.kind,
    profile: profile.id,
    profile_title: profile.title,
    tables: disclosure.tables.map(({ topic, title }) => ({ topic, title })),
    tables_not_made: profile.tables
      .filter(({ topic }) => !made.has(topic))
      .map(({ topic, title }) => ({ topic, title })),
    rounding: [...new Set(disclosure.tables.flatMap(({ notes }) => notes))],
    files: written.map(({ path, bytes }) => ({ path, bytes: bytes.byteLength })),
    checks: checks.map(({ path, findings }) => ({ path, ...countsOf(findings) })),
    findings: checks.flatMap(({ path, findings }) => findings.map((one) => ({ path, ...one }))),
  };
  return answer;
}

function countsOf(findings: readonly Finding[]): Counts {
  const count = (severity: Severity): number =>
    findings.filter(({ outcome }) => outcome === severity).length;
  return {
    error: count("error"),
    warn: count("warn"),
    hint: count("hint"),
    unresolved: count("unresolved"),
  };
}

export function publishSheet(answer: PublishAnswer): string {
  const kind = answer.kind === "final" ? "部门决算" : "部门预算";
  const documents = answer.files.filter(({ path }) => !path.includes("data"));
  const lines = [
    `${answer.unit} ${answer.year} 年度${kind}，按“${answer.profile_title}”（${answer.profile}）`,
    `已写入 ${answer.out}：${documents.map(({ path }) => path).join("、")}，及开放数据 data/`,
    `表 ${answer.tables.length} 张：${answer.tables.map(({ title }) => title).join("、")}`,
  ];
  if (answer.tables_not_made.length > 0) {
    const titles = answer.tables_not_made.map(({ title }) => title).join("、");
    lines.push(`数据不足、没有印出的表：${titles}`);
  }
  lines.push(...answer.rounding, "", "写出后重新读入核对：");
  for (const { path, error, warn, hint, unresolved } of answer.checks) {
    lines.push(`  ${path}　错误 ${error}，警告 ${warn}，提示 ${hint}，未能核对 ${unresolved}`);
  }
  const telling = answer.findings.filter(({ outcome }) => ["error", "warn"].includes(outcome));
  for (const { path, rule, outcome, message } of telling) {
    lines.push(`  ${outcome === "error" ? "错误" : "警告"} ${path} ${message}〔${rule}〕`);
  }
  return lines.join("\n");
}

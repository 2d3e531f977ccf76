import { type FileAnswer, type Refusal, reportSheet } from "../disclosure-report/index.ts";
import { type ErrorCode, YibaoError } from "../kernel/index.ts";

type Unchecked = Exclude<FileAnswer, { kind: "checked" }>;

/** One object for one file, a list of them for several. */
export function answersJson(answers: readonly FileAnswer[]): string {
  const objects = answers.map((one) =>
    one.kind === "checked"
      ? one.report
      : { document: { name: one.name }, error: { code: codeOf(one), message: reasonOf(one) } },
  );
  return JSON.stringify(objects.length === 1 ? objects[0] : objects, null, 2);
}

export function answersSheet(answers: readonly FileAnswer[]): string {
  const sheets = answers.map((one) =>
    one.kind === "checked"
      ? reportSheet(one.report)
      : `${one.name}\n  没有核对：${reasonOf(one)}（${codeOf(one)}）`,
  );
  return [...sheets, ...(answers.length > 1 ? [totalLine(answers)] : [])].join("\n\n");
}

/** 3 after a fault of ours, 2 when a file could not be used, 1 when one is wrong, else 0. */
export function exitCode(answers: readonly FileAnswer[]): number {
  if (answers.some((one) => one.kind === "failed")) return 3;
  if (answers.some((one) => one.kind === "refused")) return 2;
  return answers.some((one) => errorsOf(one) > 0) ? 1 : 0;
}

function errorsOf(answer: FileAnswer): number {
  if (answer.kind !== "checked") return 0;
  return answer.report.findings.filter((one) => one.outcome === "error").length;
}

function totalLine(answers: readonly FileAnswer[]): string {
  const unchecked = answers.filter((one) => one.kind !== "checked").length;
  const wrong = answers.filter((one) => errorsOf(one) > 0).length;
  const clean = answers.length - unchecked - wrong;
  return `共 ${answers.length} 份：没有错误 ${clean} 份，有错误 ${wrong} 份，不能核对 ${unchecked} 份`;
}

function codeOf(answer: Unchecked): string {
  return answer.kind === "refused" ? answer.refusal.code : "INTERNAL";
}

/** Why a file was not checked, for people. */
export function reasonOf(answer: Unchecked): string {
  return answer.kind === "refused" ? errorOf(answer.refusal).message : "程序内部错误";
}

/** The error as it was thrown in the thread. */
export function errorOf({ code, details, where }: Refusal): YibaoError {
  return new YibaoError(code as ErrorCode, details, where);
}

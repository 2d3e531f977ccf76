import { YibaoError } from "../kernel/index.ts";
import { type CaseAnswer, settleCaseFile } from "../settlement/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { caseSheet } from "./case-sheet.ts";
import { languageOf } from "./language-flag.ts";

/** `yibao settle`: case files in, splits out. One file gives one answer, several a list. */
export async function settleCommand(invocation: Invocation): Promise<number> {
  const { words, json, flags } = invocation;
  if (words.length === 0) {
    throw new YibaoError("COMMAND-MISSING", { command: "settle", what: "案例文件" });
  }
  const region = textFlag(invocation, "region") ?? null;
  const language = languageOf(invocation);
  const explain = flags.explain === true || flags.language !== undefined;
  const answers = words.map((file) => settleCaseFile(file, region, explain ? language : null));
  if (json) {
    const whole = answers.length === 1 ? answers[0] : answers;
    process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
  } else {
    const sheets = answers.map((answer) => caseSheet(answer, language));
    process.stdout.write(`${sheets.join("\n\n")}\n`);
  }
  return reportDifferences(answers, words);
}

function reportDifferences(answers: readonly CaseAnswer[], files: readonly string[]): number {
  let count = 0;
  answers.forEach((answer, index) => {
    for (const { bill, field, expected, actual } of answer.differs) {
      count += 1;
      process.stderr.write(
        `${files[index]}：账单 ${bill} 的 ${field} 期望 ${expected}，实际 ${actual}\n`,
      );
    }
  });
  return count === 0 ? 0 : 1;
}

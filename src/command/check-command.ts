import { loadProfiles } from "../disclosure/index.ts";
import { readWaivers } from "../disclosure-check/index.ts";
import {
  checkFiles,
  type FileAnswer,
  type FileQuestion,
  type FileTask,
} from "../disclosure-report/index.ts";
import { chinaTime, YibaoError } from "../kernel/index.ts";
import { type Invocation, numberFlag, textFlag } from "./arguments.ts";
import { answersJson, answersSheet, errorOf, exitCode } from "./check-answer.ts";
import { filesOf } from "./check-files-of.ts";
import { writeReports } from "./check-reports.ts";
import { documentBytes } from "./document-bytes.ts";
import { createProgress } from "./progress.ts";

/** `yibao check FILE|DIR…`: what is wrong in published budgets and final accounts. */
export async function checkCommand(invocation: Invocation): Promise<number> {
  if (invocation.words.length === 0) {
    throw new YibaoError("COMMAND-MISSING", { command: "check", what: "FILE" });
  }
  const files = await filesOf(invocation.words);
  const tasks = await tasksOf(invocation, files);
  const answers = await checkedWithProgress(invocation, tasks);
  await writeReports(invocation, answers);
  const [only] = answers;
  if (answers.length === 1 && only?.kind === "refused") {
    if (invocation.json) process.stdout.write(`${answersJson(answers)}\n`);
    throw errorOf(only.refusal);
  }
  for (const one of answers) {
    if (one.kind === "failed")
      process.stderr.write(`yibao: ${one.name}：程序内部错误。${one.fault}\n`);
  }
  const text = invocation.json ? answersJson(answers) : answersSheet(answers);
  process.stdout.write(`${text}\n`);
  return exitCode(answers);
}

const TELL_MILLISECONDS = 3_000;

/** How far it is, every few seconds; a single file is mostly done before there is much to tell. */
async function checkedWithProgress(
  invocation: Invocation,
  tasks: readonly FileTask[],
): Promise<readonly FileAnswer[]> {
  const threads = numberFlag(invocation, "threads", 0, 0, 64);
  const progress = createProgress();
  let done = 0;
  const tell = () => progress.update("核对", done, tasks.length);
  const timer = setInterval(tell, TELL_MILLISECONDS);
  try {
    return await checkFiles(tasks, {
      ...(threads > 0 && { threads }),
      progress: (count) => {
        done = count;
        if (tasks.length > 1) tell();
      },
    });
  } finally {
    clearInterval(timer);
    progress.finish();
  }
}

/** What is asked of each file: everything that does not depend on it is read once, and first. */
async function tasksOf(
  invocation: Invocation,
  files: readonly string[],
): Promise<readonly FileTask[]> {
  const year = numberFlag(invocation, "year", 0, 1990, 2099);
  const profile = profileOf(invocation);
  const waivers = textFlag(invocation, "waivers");
  const against = textFlag(invocation, "against");
  const shared: Omit<FileQuestion, "name" | "bytes"> = {
    against: against === undefined ? null : { name: against, bytes: await documentBytes(against) },
    charts: textFlag(invocation, "charts") ?? null,
    options: {
      today: chinaTime(new Date()).slice(0, 10),
      ...(year > 0 && { year }),
      ...(profile !== undefined && { profile }),
      ...(waivers !== undefined && {
        waivers: readWaivers(new TextDecoder().decode(await documentBytes(waivers)), waivers),
      }),
    },
    with_views: textFlag(invocation, "html") !== undefined,
  };
  return files.map((name) => ({
    name,
    question: async () => ({ ...shared, name, bytes: await documentBytes(name) }),
  }));
}

/** @throws YibaoError COMMAND-BAD-FLAG for a profile that there is not */
function profileOf(invocation: Invocation): string | undefined {
  const value = textFlag(invocation, "profile");
  const known = loadProfiles().map(({ id }) => id);
  if (value === undefined || known.includes(value)) return value;
  const details = { flag: "--profile", value, allowed: known.join("、") };
  throw new YibaoError("COMMAND-BAD-FLAG", details);
}

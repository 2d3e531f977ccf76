import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { type FileAnswer, htmlIndex, htmlReport, reviewSheet } from "../disclosure-report/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { reasonOf } from "./check-answer.ts";

type Checked = Extract<FileAnswer, { kind: "checked" }>;

/** `--html` and `--sheet`. @throws YibaoError CHECK-NOT-WRITABLE */
export async function writeReports(
  invocation: Invocation,
  answers: readonly FileAnswer[],
): Promise<void> {
  const checked = answers.filter((one): one is Checked => one.kind === "checked");
  const htmlPath = textFlag(invocation, "html");
  const sheetPath = textFlag(invocation, "sheet");
  if (htmlPath !== undefined) {
    const [first] = checked;
    if (answers.length > 1) await writePages(htmlPath, answers);
    else if (first !== undefined) await write(htmlPath, htmlReport(first));
  }
  if (sheetPath !== undefined) {
    const unchecked = answers.flatMap((one) =>
      one.kind === "checked" ? [] : [{ name: one.name, reason: reasonOf(one) }],
    );
    const reports = checked.map((one) => one.report);
    await write(sheetPath, await reviewSheet(reports, unchecked));
  }
}

/**
 * Of several files each has its page, named like the file, and an index leads to them: `index.html`
 * in the folder that was named, or the page that was named with the others in a folder beside it.
 */
async function writePages(path: string, answers: readonly FileAnswer[]): Promise<void> {
  const isPage = /^\.html?$/i.test(extname(path));
  const folder = isPage ? path.slice(0, -extname(path).length) : path;
  const used = new Map<string, number>();
  const entries = answers.map((answer) => {
    const base = basename(answer.name);
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    const name = `${base}${count === 1 ? "" : `-${count}`}.html`;
    const path = encodeURIComponent(name);
    const href = isPage ? `${encodeURIComponent(basename(folder))}/${path}` : path;
    const reason = answer.kind === "checked" ? "" : reasonOf(answer);
    return { answer, name, href, reason };
  });
  for (const { answer, name } of entries) {
    if (answer.kind === "checked") await write(join(folder, name), htmlReport(answer));
  }
  await write(isPage ? path : join(folder, "index.html"), htmlIndex(entries));
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    throw new YibaoError("CHECK-NOT-WRITABLE", { reason }, path);
  }
}

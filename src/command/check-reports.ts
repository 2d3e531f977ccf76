import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type FileAnswer, htmlReport, reviewSheet } from "../disclosure-report/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";

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
    for (const [name, one] of pagesOf(htmlPath, checked, answers.length > 1)) {
      await write(name, htmlReport(one));
    }
  }
  if (sheetPath !== undefined) {
    await write(sheetPath, await reviewSheet(checked.map((one) => one.report)));
  }
}

/** Of several files each has its page in the folder, named like the file. */
function pagesOf(
  path: string,
  checked: readonly Checked[],
  isFolder: boolean,
): [string, Checked][] {
  if (!isFolder) return checked.map((one) => [path, one]);
  const used = new Map<string, number>();
  return checked.map((one) => {
    const base = basename(one.name);
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    return [join(path, `${base}${count === 1 ? "" : `-${count}`}.html`), one];
  });
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

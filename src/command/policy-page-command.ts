import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { civilDate, YibaoError } from "../kernel/index.ts";
import { policyPages } from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { languageOf } from "./language-flag.ts";
import { regionAsked } from "./policy-region.ts";
import { neededFlag } from "./policy-words.ts";

/** `yibao policy page CODE --date D --out DIR [--benefit B] [--language zh|en]`. */
export async function policyPageCommand(invocation: Invocation): Promise<number> {
  const region = await regionAsked(invocation);
  const date = civilDate(neededFlag(invocation, "date"));
  const folder = neededFlag(invocation, "out");
  const benefit = textFlag(invocation, "benefit") ?? null;
  // Every page is made before the first is written: what cannot be made leaves nothing behind.
  const pages = policyPages(region, date, { benefit, language: languageOf(invocation) });
  writePages(folder, pages);
  const files = pages.map(({ path }) => path);
  const text = invocation.json
    ? JSON.stringify({ folder, version: region.version, files }, null, 2)
    : `${files.length} 个网页写在 ${folder}，从 ${join(folder, "index.html")} 打开`;
  process.stdout.write(`${text}\n`);
  return 0;
}

function writePages(folder: string, pages: ReturnType<typeof policyPages>): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, html } of pages) writeFileSync(join(folder, path), html);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const allowed = `可以写入的文件夹（${reason}）`;
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--out", value: folder, allowed });
  }
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { YibaoError } from "../kernel/index.ts";
import type { PackText } from "../policy/index.ts";
import { readTexts } from "../policy-library/index.ts";
import type { Invocation } from "./arguments.ts";
import { tellVersion, versionAsked, withLibrary } from "./policy-library-house.ts";
import { neededFlag } from "./policy-words.ts";

/** `yibao policy export CODE --version H --out DIR`: the files of a version, byte for byte. */
export async function policyExportCommand(invocation: Invocation): Promise<number> {
  const folder = neededFlag(invocation, "out");
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    const allowed = "空的或还不存在的文件夹";
    throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--out", value: folder, allowed });
  }
  const { version, text } = await withLibrary(invocation, async (store) => {
    const asked = await versionAsked(store, invocation);
    const [found] = await readTexts(store, [asked.content_hash]);
    return { version: asked, text: found as PackText };
  });
  for (const [path, content] of Object.entries(text.files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  tellVersion(invocation, version, `已写出 ${Object.keys(text.files).length} 个文件到 ${folder}`);
  return 0;
}

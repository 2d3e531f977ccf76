import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../src/store/index.ts";

/**
 * The program as users start it, built first where a source is newer, so that no test's time is
 * that of the compiler. Called in `beforeAll` of every file that starts it.
 */
export function builtProgram(): string {
  const root = packageRoot();
  const words = [join(root, "bin", "build.js"), "--if-stale"];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the program cannot be built:\n${stdout}${stderr}`);
  return join(root, "bin", "yibao.js");
}

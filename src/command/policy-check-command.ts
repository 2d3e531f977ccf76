import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type CivilDate, chinaTime, civilDate, YibaoError } from "../kernel/index.ts";
import {
  CHECK_OPTIONS,
  type CheckOptions,
  type CheckReport,
  checkPack,
  loadRegion,
  packFolder,
  packFolders,
  packHeader,
  readPackText,
  regionsFolder,
} from "../policy/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { checkSheet, type TimedReport } from "./policy-check-sheet.ts";
import { createProgress, note } from "./progress.ts";

/**
 * `yibao policy check [DIR…|CODE…] [--against DIR|CODE [--from D]] [--seed S]`. Without words the
 * shipped packs that no other inherits from. Exit code 1 when there is an error in a pack.
 */
export async function policyCheckCommand(invocation: Invocation): Promise<number> {
  const { words } = invocation;
  const names = words.length > 0 ? words.flatMap(throughChildren) : shippedLeaves();
  const options = optionsOf(invocation, names);
  const reports = names.map((name) => timed(name, options));
  const text = invocation.json
    ? JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)
    : reports.map(checkSheet).join("\n\n");
  process.stdout.write(`${text}\n`);
  return reports.every(({ counts }) => counts.error === 0) ? 0 : 1;
}

function optionsOf(invocation: Invocation, names: readonly string[]): CheckOptions {
  const seed = textFlag(invocation, "seed") ?? CHECK_OPTIONS.seed;
  const earlier = textFlag(invocation, "against");
  const from = textFlag(invocation, "from");
  if (earlier === undefined) {
    if (from === undefined) return { ...CHECK_OPTIONS, seed };
    throw new YibaoError("COMMAND-MISSING", { command: "policy check", what: "--against" });
  }
  if (names.length !== 1) {
    const what = "恰好一个政策包（与 --against 比较）";
    throw new YibaoError("COMMAND-MISSING", { command: "policy check", what });
  }
  const day: CivilDate | null = from === undefined ? null : civilDate(from);
  const against = { region: loadRegion(earlierPack(earlier, names[0] as string)), from: day };
  const today = chinaTime(new Date()).slice(0, 10) as CivilDate;
  return { ...CHECK_OPTIONS, seed, against, today };
}

/** Of a folder that holds packs, that with the code of the pack that is checked. */
function earlierPack(earlier: string, checked: string): string {
  const inside = packsInside(earlier);
  if (inside.length === 0) return earlier;
  const code = headerAt(folderOf(checked))?.code;
  const [same, again] = inside.filter((one) => one.code === code);
  if (same !== undefined && again === undefined) return same.folder;
  const known = inside.map(({ folder }) => join(earlier, basename(folder))).join("、");
  throw new YibaoError("PACK-FOLDER-OF-PACKS", { folder: earlier, known });
}

/** The packs in a folder that is none itself; nothing for a code, a pack, or what is not there. */
function packsInside(name: string): PackAt[] {
  if (isCode(name) || !existsSync(name)) return [];
  const own = readdirSync(name).some((file) => /\.ya?ml$/.test(file));
  return own ? [] : packsBelow(resolve(name));
}

function isCode(name: string): boolean {
  return /^\d{6}$/.test(name);
}

function folderOf(name: string): string {
  return isCode(name) ? packFolder(name) : resolve(name);
}

/** A check with what each of its phases took. */
function timed(name: string, options: CheckOptions): TimedReport {
  const progress = createProgress();
  const seconds: Record<string, number> = {};
  const began = performance.now();
  let last = began;
  let phase = "装入与条款";
  const lap = (next: string): void => {
    const now = performance.now();
    seconds[phase] = (seconds[phase] ?? 0) + (now - last) / 1_000;
    last = now;
    phase = next;
  };
  const report: CheckReport = checkPack(name, options, (at) => {
    if (at.phase !== phase) lap(at.phase);
    progress.update(`检查 ${name}：${at.phase}`, at.done, at.total);
  });
  progress.finish();
  lap("");
  const total = (performance.now() - began) / 1_000;
  return { ...report, seed: options.seed, seconds: rounded({ ...seconds, total }) };
}

function rounded(seconds: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(seconds).map(([phase, value]) => [phase, Number(value.toFixed(3))]),
  );
}

interface PackAt {
  readonly folder: string;
  readonly code: string;
  readonly parent: string | null;
}

/** The packs below a folder; one that cannot be read is left to the check of its own. */
function packsBelow(root: string): PackAt[] {
  return packFolders(root)
    .filter((name) => /^\d{6}-/.test(name))
    .flatMap((name) => headerAt(join(root, name)) ?? []);
}

function headerAt(folder: string): PackAt | null {
  try {
    const { code, parent } = packHeader(readPackText(folder));
    return { folder, code, parent };
  } catch (error) {
    if (error instanceof YibaoError) return null;
    throw error;
  }
}

/** The shipped packs that no other inherits from. */
function shippedLeaves(): string[] {
  const packs = packsBelow(regionsFolder());
  return leavesOf(packs, null).map(({ code }) => code);
}

/** Packs that no other has as its parent: all, or those that inherit from a code. */
function leavesOf(packs: readonly PackAt[], above: string | null): PackAt[] {
  const parents = new Set(packs.map(({ parent }) => parent));
  // Parents that go round in a circle are told by the check; here they only must come to an end.
  const inherits = ({ parent }: PackAt, steps = packs.length): boolean => {
    if (above === null || parent === above) return true;
    const next = packs.find(({ code }) => code === parent);
    return next !== undefined && steps > 0 && inherits(next, steps - 1);
  };
  return packs.filter((one) => !parents.has(one.code) && inherits(one));
}

/** A province without its cities lacks values: it is checked through the packs that lie over it. */
function throughChildren(name: string): readonly string[] {
  const inside = packsInside(name);
  if (inside.length > 0) return leavesOf(inside, null).map((leaf) => leaf.folder);
  const folder = folderOf(name);
  const own = headerAt(folder);
  if (own === null) return [name];
  const leaves = leavesOf(packsBelow(dirname(folder)), own.code);
  if (leaves.length === 0) return [name];
  note(`${name} 是上级包，经由 ${leaves.map(({ code }) => code).join("、")} 检查`);
  return leaves.map((leaf) => leaf.folder);
}

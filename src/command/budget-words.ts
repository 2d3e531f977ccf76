import { createHash, randomUUID } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { type Act, EVIDENCE_KINDS, type Evidence, type EvidenceKind } from "../department/index.ts";
import { type CivilDate, chinaTime, civilDate, fenFromYuan, YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";

/** What the subcommands of `yibao budget` read from the command line alike. */

export function answered(invocation: Invocation, answer: object, text: string): number {
  process.stdout.write(`${invocation.json ? JSON.stringify(answer, null, 2) : text}\n`);
  return 0;
}

export function actOf(invocation: Invocation): Act {
  return {
    request_id: textFlag(invocation, "request") ?? randomUUID(),
    person: flag(invocation, "person"),
    reason: flag(invocation, "reason"),
    at: new Date(),
  };
}

export function dateOf(invocation: Invocation): CivilDate {
  return civilDate(textFlag(invocation, "date") ?? chinaTime(new Date()).slice(0, 10));
}

export async function readable(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new YibaoError("CASE-NOT-READABLE", { file, reason: "文件不存在或不可读" });
  });
}

export function word(invocation: Invocation, place: number, what: string): string {
  const found = invocation.words[place];
  if (found === undefined) throw missing(what);
  return found;
}

export function number(invocation: Invocation, place: number, what: string): number {
  return wholeNumber(what, word(invocation, place, what));
}

export function wholeNumber(what: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw badFlag(what, text, ["正整数"]);
  return Number(text);
}

export function flag(invocation: Invocation, name: string): string {
  const value = textFlag(invocation, name);
  if (value === undefined || value === "") throw missing(`--${name}`);
  return value;
}

export function missing(what: string): YibaoError {
  return new YibaoError("COMMAND-MISSING", { command: "budget", what });
}

export function badFlag(name: string, value: string, allowed: readonly string[]): YibaoError {
  const details = { flag: name, value, allowed: allowed.join("、") };
  return new YibaoError("COMMAND-BAD-FLAG", details);
}

/** The file is not kept: its hash is what the voucher is bound to. */
export async function evidenceOf(
  invocation: Invocation,
  usual: EvidenceKind,
): Promise<readonly Evidence[]> {
  const file = textFlag(invocation, "evidence");
  if (file === undefined) return [];
  await readable(file);
  const kind = textFlag(invocation, "evidence-kind") ?? usual;
  if (!Object.hasOwn(EVIDENCE_KINDS, kind)) {
    throw badFlag("--evidence-kind", kind, Object.keys(EVIDENCE_KINDS));
  }
  const sha256 = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  return [
    {
      kind: kind as EvidenceKind,
      number: flag(invocation, "evidence-number"),
      sha256,
      amount_fen: fenFromYuan(flag(invocation, "evidence-amount")),
    },
  ];
}

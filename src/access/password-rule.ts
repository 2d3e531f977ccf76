import { YibaoError } from "../kernel/index.ts";

const LENGTH_LEAST = 10;
const LENGTH_MOST = 128;
const KINDS_LEAST = 3;
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
/** One character again and again, or a run along the keyboard. */
const MONOTONOUS = /(.)\1{3}|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|asdf/i;

/**
 * GB/T 22239-2019 asks for a certain complexity without numbers; these are ours.
 * @throws YibaoError ACCESS-PASSWORD-WEAK
 */
export function assertStrong(password: string, account: string): void {
  const reason = weaknessOf(password, account);
  if (reason !== null) throw new YibaoError("ACCESS-PASSWORD-WEAK", { reason }, "password");
}

function weaknessOf(password: string, account: string): string | null {
  const { length } = [...password];
  if (length < LENGTH_LEAST) return `少于 ${LENGTH_LEAST} 个字符`;
  if (length > LENGTH_MOST) return `多于 ${LENGTH_MOST} 个字符`;
  if (KINDS.filter((kind) => kind.test(password)).length < KINDS_LEAST) return "字符种类太少";
  if (password.toLowerCase().includes(account.toLowerCase())) return "包含账号名";
  return MONOTONOUS.test(password) ? "包含连续或重复的字符" : null;
}

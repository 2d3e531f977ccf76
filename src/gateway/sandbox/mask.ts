import { clipped } from "../wire-value.ts";

/** What of a received value may be kept: short, and nothing by which a person is known. */

/** Labels of fields that hold what a person is, has or is called. */
const PERSONAL_LABEL =
  /姓名|证件|凭证|证号|编号为|人员编号|电话|手机|地址|住址|联系|出生|卡号|卡识别|账号|帐号|银行|邮箱|病历号|住院号|门诊号|姓氏|监护|家属|照片|人脸/;

/** Whether a field, by its Chinese label, holds personal data. A code of a dictionary does not. */
export function isPersonal(label: string, has_dictionary = false): boolean {
  return !has_dictionary && PERSONAL_LABEL.test(label);
}

const CAME_LENGTH_MAX = 40;

/**
 * A value as it may be kept. Of a personal one only the length is left, and a few characters that
 * may be a name in the wrong field lose all but the first.
 */
export function masked(value: string, personal: boolean): string {
  if (personal && value !== "") return `（${[...value].length} 个字符，已隐去）`;
  if (/^\p{Script=Han}{2,4}$/u.test(value)) return `${[...value][0]}…`;
  return clipped(maskedText(value), CAME_LENGTH_MAX);
}

/** Runs of digits long enough to be a person's number or telephone lose all but both ends. */
export function maskedText(text: string): string {
  return text.replace(/\d{7,}[\dXx]?/g, (run) => `${run.slice(0, 2)}…${run.slice(-1)}`);
}

/** Words as they are compared: without what is printed around them in one place only. */

const MARKS = /[\s\u00a0\u3000“”"'‘’「」『』()[\]【】〔〕《》<>、,.:;·\-—–_*]/g;

/** Without spaces, quotes, brackets and marks; letters and digits in one width. */
export function bare(text: string): string {
  return text.normalize("NFKC").replace(MARKS, "");
}

const CHINESE = "[一二三四五六七八九十]{1,4}";
/** 其中：, 一、, （一）, 1., ①, and marks of lists. */
const BEFORE = new RegExp(
  [
    "^(?:其中|加|减)[:：]?\\s*",
    `^${CHINESE}\\s*[、．.]`,
    `^[（(]\\s*(?:${CHINESE}|\\d{1,3})\\s*[）)]`,
    "^\\d{1,2}\\s*[、．.](?!\\d)",
    "^[①-⑳]",
    "^[○●◆▪·—-]\\s*",
  ].join("|"),
);

/** Without the number in front, and without 其中. */
export function unnumbered(text: string): string {
  let rest = text.replace(/^[\s\u3000]+/, "");
  for (let match = BEFORE.exec(rest); match; match = BEFORE.exec(rest)) {
    rest = rest.slice(match[0].length).replace(/^[\s\u3000]+/, "");
  }
  return rest;
}

/** The words of a row or a heading as they are compared. */
export function plainName(text: string): string {
  return bare(unnumbered(text));
}

const DIGITS = "零一二三四五六七八九";

/** The number a name begins with, if it is a Chinese one: 七 of “七、结余分配”. Null for none. */
export function leadingOrdinal(text: string): number | null {
  const match = /^[\s\u3000]*([一二三四五六七八九十]{1,3})\s*[、．.]/.exec(text);
  if (!match) return null;
  const [tens, ones] = splitTens(match[1] as string);
  return tens * 10 + ones;
}

function splitTens(text: string): readonly [number, number] {
  const at = text.indexOf("十");
  if (at < 0) return [0, DIGITS.indexOf(text)];
  const tens = at === 0 ? 1 : DIGITS.indexOf(text[0] as string);
  const rest = text.slice(at + 1);
  return [tens, rest === "" ? 0 : DIGITS.indexOf(rest)];
}

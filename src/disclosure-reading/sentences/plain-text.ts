/** A text as it is read: one width, no spaces, no quotes, small brackets taken off. */
export interface PlainText {
  readonly text: string;
  /** Where each of its characters stands in the original; one more for the end. */
  readonly at: readonly number[];
  readonly original: string;
}

/** （类）, （款）, （项）: each is one character, so that no word runs over it. */
export const CLASS_MARK = "\u0001";
export const SUBCLASS_MARK = "\u0002";
export const ITEM_MARK = "\u0003";
/** The title of a document in 《》: nothing in it is said by the sentence. */
export const TITLE_MARK = "〓";

const MARKS: Readonly<Record<string, string>> = {
  类: CLASS_MARK,
  款: SUBCLASS_MARK,
  项: ITEM_MARK,
};
const SILENT = /[\s\u00a0\u2000-\u200f\u3000\ufeff“”"‘’'「」『』]/;
const TITLE = /《[^《》]{1,80}》/y;
/** Brackets around one or two characters are part of a word, unless they give a choice. */
const SMALL = /（([^（）]{1,2})）/y;
/** “因公出国（境费”: the other half was forgotten; the next bracket opens again, or there is none. */
const UNCLOSED = /（(?:[类款项]|(?<=国（)境)(?=[^（）]*(?:（|$))/y;
const CHOICE = /^(?:增加|增长|上升|提高|减少|下降|降低|持平|增|减|大于|小于|等于|高于|低于)$/;
const NUMBERING = /^(?:[一二三四五六七八九十]{1,2}|\d{1,2})$/;

/** @param text as it stands in the document */
export function plainText(text: string): PlainText {
  const narrow = oneWidth(text);
  let plain = "";
  const at: number[] = [];
  const put = (character: string, index: number) => {
    plain += character;
    at.push(index);
  };
  for (let index = 0; index < narrow.length; index += 1) {
    const character = narrow[index] as string;
    if (SILENT.test(character)) continue;
    if (character === "《" || character === "（") {
      const end = bracketed(narrow, index, put);
      if (end > index) {
        index = end;
        continue;
      }
    }
    put(character, index);
  }
  at.push(text.length);
  return { text: plain, at, original: text };
}

/** Puts what stands for a title or a small bracket; the index of its last character, or -1. */
function bracketed(text: string, index: number, put: (one: string, at: number) => void): number {
  TITLE.lastIndex = index;
  if (TITLE.test(text)) {
    put(TITLE_MARK, index);
    return TITLE.lastIndex - 1;
  }
  UNCLOSED.lastIndex = index;
  if (UNCLOSED.test(text)) {
    const only = text[index + 1] as string;
    put(MARKS[only] ?? only, index + 1);
    return index + 1;
  }
  SMALL.lastIndex = index;
  const inner = SMALL.exec(text)?.[1]?.replace(/\s/g, "");
  if (inner === undefined || CHOICE.test(inner) || NUMBERING.test(inner)) return -1;
  const mark = MARKS[inner];
  if (mark !== undefined) put(mark, index + 1);
  else for (const [offset, one] of [...inner].entries()) put(one, index + 1 + offset);
  return SMALL.lastIndex - 1;
}

/** Full-width letters and digits narrow, marks of Chinese sentences wide; no character is lost. */
function oneWidth(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ％＋－]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)．/g, ".")
    .replace(/(?<=\d)[,，](?=\d{3}(?:[,，]\d{3})*\.\d)/g, ",")
    .replace(/,(?!\d{3}(?!\d))/g, "，")
    .replace(/(?<!\d),/g, "，")
    .replace(/[():;]/g, (one) => WIDE[one] as string)
    .replace(/[‐-―−─]/g, "-");
}

const WIDE: Readonly<Record<string, string>> = { "(": "（", ")": "）", ":": "：", ";": "；" };

/** A word of the vocabulary as it stands in a plain text. */
export function plainWord(word: string): string {
  return plainText(word).text;
}

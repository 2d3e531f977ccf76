import type { SentenceWords } from "./words-file.ts";

/** Whether words at the head of a sentence are somebody's name: 某某市财政局, 某某街道办事处. */
export function isOwnersName(words: string, { owners }: SentenceWords): boolean {
  const plain = words.replace(/[（(].*?[）)]/g, "").replace(/[^\p{L}\p{N}]/gu, "");
  return owners.some((one) => plain.endsWith(one)) && !/人均|车均|平均|其余|下属二级/.test(plain);
}

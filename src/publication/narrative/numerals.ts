const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 → 一, 21 → 二十一: the numbers of headings, up to 99. */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`numeral ${value}`);
  const tens = Math.floor(value / 10);
  const ones = DIGITS[value % 10] as string;
  if (tens === 0) return ones;
  return `${tens === 1 ? "" : DIGITS[tens]}十${ones}`;
}

/**
 * How Excel shows a stored number: decimals, thousands separators, percent. Decimal digits are
 * shifted and rounded as text, half up, as the program that wrote the file shows them.
 */
export function shownNumber(stored: string, format: string): string {
  const number = Number(stored);
  if (!Number.isFinite(number)) return stored;
  // 15 digits are what Excel keeps; the rest is the noise of binary fractions.
  const decimal = plainDecimal(number.toPrecision(15));
  const sections = format.split(";");
  const negative = decimal.startsWith("-");
  const zero = /^-?0*\.?0*$/.test(decimal);
  const section = (zero ? sections[2] : negative ? sections[1] : undefined) ?? sections[0] ?? "";
  const digits = section.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
  // A section without places for digits, such as `"-"`, shows zero as nothing.
  if (zero && sections.length > 2 && !/[0#?]/.test(digits)) return "";
  if (!/[0#]/.test(digits) || /[ymdhs]/i.test(digits.replace(/general/gi, ""))) {
    return trimmedZeros(decimal);
  }
  const percent = digits.includes("%");
  const places = /\.([0#?]+)/.exec(digits)?.[1] ?? "";
  const least = places.replace(/[^0]/g, "").length;
  const shifted = percent ? shifted2(decimal) : decimal;
  let text = roundedDecimal(shifted, places.length);
  if (least < places.length) text = trimmedZeros(text, least);
  if (/[0#],[0#]/.test(digits)) text = withThousands(text);
  return percent ? `${text}%` : text;
}

/** `1.5e3` as `1500`. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]\d+))?$/.exec(text);
  if (!match) return text;
  const [, sign, whole = "0", part = "", exponent = "0"] = match;
  const digits = whole + part;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function shifted2(decimal: string): string {
  const [whole = "0", part = ""] = decimal.split(".");
  const padded = part.padEnd(2, "0");
  const text = `${whole}${padded.slice(0, 2)}.${padded.slice(2)}`.replace(/^(-?)0+(?=\d)/, "$1");
  return text.replace(/\.$/, "");
}

function roundedDecimal(decimal: string, places: number): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", part = ""] = decimal.replace("-", "").split(".");
  const kept = BigInt(whole + part.slice(0, places).padEnd(places, "0"));
  const up = (part[places] ?? "0") >= "5" ? 1n : 0n;
  const digits = String(kept + up).padStart(places + 1, "0");
  const text =
    places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(digits.length - places)}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

function trimmedZeros(text: string, least = 0): string {
  const [whole, part = ""] = text.split(".");
  const kept = part.replace(/0+$/, "").padEnd(least, "0");
  return kept === "" ? (whole as string) : `${whole}.${kept}`;
}

function withThousands(text: string): string {
  const [whole = "", part] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** Formats that every workbook knows by number (ECMA-376, 18.8.30). */
export const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  41: '#,##0;-#,##0;"-"',
  42: '#,##0;-#,##0;"-"',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '#,##0.00;-#,##0.00;"-"',
};

import { preferences, usePreferences } from "./preferences.ts";
import { SHARED_WORDS } from "./shared.words.ts";
import { useWords } from "./words.ts";

/**
 * Amounts, rates and counts as texts. Amounts come as whole fen and are shown without a floating
 * point ever standing between: 12,345.67 元, or 1.2346 万元 (rounded for the eye only).
 */
export type AmountUnit = "yuan" | "wan";

const FEN_A_YUAN = 100n;
/** Ten thousandth of 万元 is one yuan: what is smaller is rounded away. */
const FEN_OF_LAST_WAN_DIGIT = 100n;
const LAST_WAN_DIGITS = 10_000n;

export function amountText(amount_fen: number, unit: AmountUnit = preferences().unit): string {
  const fen = BigInt(amount_fen);
  const size = fen < 0n ? -fen : fen;
  const sign = fen < 0n ? "−" : "";
  if (unit === "yuan") {
    return `${sign}${grouped(size / FEN_A_YUAN)}.${padded(size % FEN_A_YUAN, 2)}`;
  }
  const digits = (size + FEN_OF_LAST_WAN_DIGIT / 2n) / FEN_OF_LAST_WAN_DIGIT;
  return `${sign}${grouped(digits / LAST_WAN_DIGITS)}.${padded(digits % LAST_WAN_DIGITS, 4)}`;
}

function grouped(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

function padded(value: bigint, digits: number): string {
  return value.toString().padStart(digits, "0");
}

/** Whole fen of a decimal text of yuan, as some answers have it: "1200.50" → 120050. */
export function fenOfYuan(yuan: string): number {
  const [, sign = "", whole = "0", part = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  const fen = Number(whole) * 100 + Number(part.padEnd(2, "0"));
  return sign === "-" ? -fen : fen;
}

export function countText(count: number): string {
  return count.toLocaleString("en");
}

const PPM_A_PERCENT = 10_000;

/** 870,000 ppm → 87%; at most two decimals. */
export function rateText(rate_ppm: number): string {
  return `${Number((rate_ppm / PPM_A_PERCENT).toFixed(2))}%`;
}

export interface AmountProps {
  readonly fen: number | null;
  /** Shown after the figure; in tables the head of the column says it. */
  readonly unit?: boolean;
  readonly strong?: boolean;
}

/** An amount in the unit that was chosen. A minus is a word to a screen reader as it is. */
export function Amount({ fen, unit = false, strong = false }: AmountProps) {
  const chosen = usePreferences().unit;
  const words = useWords(SHARED_WORDS);
  if (fen === null) return <span className="amount">—</span>;
  const text = amountText(fen, chosen);
  const className = `amount${fen < 0 ? " amount-negative" : ""}${strong ? " amount-strong" : ""}`;
  return (
    <span className={className} title={chosen === "wan" ? amountText(fen, "yuan") : undefined}>
      {text}
      {unit ? <span className="amount-unit"> {words[chosen]}</span> : null}
    </span>
  );
}

/** 元 or 万元, as chosen: for the head of a column of amounts. */
export function useUnitWord(): string {
  const { unit } = usePreferences();
  return useWords(SHARED_WORDS)[unit];
}

import { type Fen, type Ppm, percentFromPpm, yuanFromFen } from "../../kernel/index.ts";
import type { Provenance, RateTerm, Step } from "../adjudication.ts";
import type { Benefit } from "../benefit.ts";
import type { Language } from "../read/language.ts";
import type { Region } from "../region.ts";
import type { Phrases } from "./phrases.ts";
import { ENGLISH } from "./phrases-en.ts";
import { CHINESE } from "./phrases-zh.ts";

/** What a region's figures and titles are called in one language. */
export interface Words {
  readonly region: Region;
  readonly phrases: Phrases;
  /** The English title where the language asks for one and the pack has it, else the Chinese. */
  readonly title: (named: { readonly title: string; readonly english: string | null }) => string;
}

export function wordsOf(region: Region, language: Language): Words {
  return {
    region,
    phrases: language === "zh" ? CHINESE : ENGLISH,
    title: ({ title, english }) => (language === "zh" ? title : (english ?? title)),
  };
}

/** `17,700.00 元`. */
export function money({ phrases }: Words, amount_fen: number): string {
  const [whole = "0", cents = "00"] = yuanFromFen(amount_fen as Fen).split(".");
  return phrases.amount(`${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents}`);
}

/** Money, or nothing where there is none. */
export function moneyOrNone(words: Words, amount_fen: number): string {
  return amount_fen === 0 ? "" : money(words, amount_fen);
}

export function percent(rate_ppm: number): string {
  return percentFromPpm(rate_ppm as Ppm);
}

/** The rows of the table that decided: `三级医院`; empty where the value holds for everybody. */
export function rowWords(words: Words, { rows = [] }: Provenance): string {
  const { phrases, region } = words;
  return rows
    .map((row) => {
      const disease = region.diseases.get(row);
      if (disease) return words.title({ title: disease.name, english: disease.english });
      return phrases.row(row) ?? "";
    })
    .filter((row) => row !== "")
    .join(phrases.listComma);
}

/** A rate and why it is that: its row, or each term that made it. */
export function rateWords(words: Words, benefit: Benefit | null, step: Step): string {
  const { phrases } = words;
  const rate = percent(step.rate_ppm ?? 0);
  if (step.terms.length <= 1) return phrases.because(rate, rowWords(words, step.source));
  const terms = step.terms.map((term) => ({
    operation: term.operation,
    rate: termRate(words, term),
    why: term.operation === "base" ? rowWords(words, term.source) : termTitle(words, benefit, term),
  }));
  return phrases.composed(terms, rate);
}

function termRate({ phrases }: Words, { operation, rate_ppm }: RateTerm): string {
  const rate = percent(rate_ppm);
  return operation === "plus" || operation === "minus" ? phrases.points(rate.slice(0, -1)) : rate;
}

/** An adjustment's own title, and the row that it holds for. */
function termTitle(words: Words, benefit: Benefit | null, term: RateTerm): string {
  const layers = benefit?.layers ?? [];
  const adjustments = layers.flatMap((layer) => ("adjust" in layer ? layer.adjust : []));
  const known = adjustments.find(({ title }) => title === term.title);
  const title = words.title({ title: term.title, english: known?.english ?? null });
  return [title, rowWords(words, term.source)].filter(Boolean).join(words.phrases.listComma);
}

export function fundTitle(words: Words, fund: string): string {
  const known = words.region.funds.get(fund);
  return known ? words.title({ title: known.name, english: known.english }) : fund;
}

/** Documents and clauses, each once. */
export function sourceWords(words: Words, sources: readonly Provenance[]): string {
  const { phrases, region } = words;
  const texts = sources.map(({ document, clause, basis }) => {
    const known = [...region.documents.values()].find(({ value }) => value.number === document);
    const english = known?.value.english ?? null;
    const title = words.title({ title: "", english });
    return phrases.source({ document, title, clause, unverified: basis !== "official" });
  });
  return [...new Set(texts)].join(phrases.sourceComma);
}

import { type Fen, type Ppm, percentFromPpm, yuanFromFen } from "../../kernel/index.ts";
import type { Basis, Provenance } from "../adjudication.ts";
import type { Band, Cell } from "../parameter.ts";
import type { Region } from "../region.ts";
import { choiceWords } from "./choice-words.ts";
import type { Language } from "./language.ts";
import type { SlotRole } from "./layer-readings.ts";
import type { Slot } from "./policy-picture.ts";
import { rowWords } from "./row-words.ts";

/** Values of policy in the words of a person: `1,200 元`, `85%`, `5 个百分点`, `不设限额`. */

/** An amount with thousands apart, without fen where there are none. */
export function moneyWords(amount_fen: Fen, language: Language): string {
  const number = groupedYuan(amount_fen);
  return language === "zh" ? `${number} 元` : `${number} yuan`;
}

/** `1234500` fen as `12,345`; fen are shown only where there are some. */
export function groupedYuan(amount_fen: Fen): string {
  const [whole = "", decimals = ""] = yuanFromFen(amount_fen).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === "00" ? grouped : `${grouped}.${decimals}`;
}

/** `20000` parts per million as `2 个百分点`. */
export function pointsWords(points_ppm: Ppm, language: Language): string {
  const number = percentFromPpm(points_ppm).replace("%", "");
  return language === "zh" ? `${number} 个百分点` : `${number} percentage points`;
}

/** What it means that a pack says null on purpose. */
const NOTHING: Readonly<Record<SlotRole, readonly [zh: string, en: string]>> = {
  share: ["不先自付", "no first share"],
  per_bill: ["不设起付线", "no deductible"],
  repeat: ["不减", "not reduced"],
  within: ["不设上限", "no ceiling"],
  threshold: ["不设起付标准", "no threshold"],
  ratio: ["不予支付", "not paid"],
  plus: ["不提高", "nothing added"],
  minus: ["不降低", "nothing taken off"],
  times: ["不乘系数", "not multiplied"],
  limit: ["不设限额", "no limit"],
  cap: ["不设限额", "no limit"],
  bands: ["不予支付", "not paid"],
  factor: ["不打折", "not reduced"],
  general: ["没有规定", "nothing said"],
};

/** The value of a cell; null stands for a row that the table does not have. */
export function cellWords(
  slot: Pick<Slot, "role" | "parameter">,
  cell: Cell | null,
  region: Region,
  language: Language,
): string {
  const { role, parameter } = slot;
  const value = cell?.value ?? null;
  if (value === null) return NOTHING[role][language === "zh" ? 0 : 1];
  switch (parameter.unit) {
    case "yuan":
      return moneyWords(value as Fen, language);
    case "ratio":
      return role === "plus" || role === "minus"
        ? pointsWords(value as Ppm, language)
        : percentFromPpm(value as Ppm);
    case "bands":
      return bandList(value as readonly Band[], language).join(language === "zh" ? "；" : "; ");
    case "list": {
      const words = (value as readonly string[]).map((row) => rowWords(row, region, language));
      return words.join(language === "zh" ? "、" : ", ");
    }
    case "choice":
      return choiceWords(parameter.name, String(value), language);
    default:
      return String(value);
  }
}

function bandList(bands: readonly Band[], language: Language): string[] {
  return bands.map((_, index) => `${bandRange(bands, index, language)} ${bandRatio(bands, index)}`);
}

/** `30,000 元以下`, `30,000 元至 80,000 元`, `150,000 元以上`, `全部`. */
export function bandRange(bands: readonly Band[], index: number, language: Language): string {
  const from = index === 0 ? null : (bands[index - 1]?.up_to_fen ?? null);
  const to = bands[index]?.up_to_fen ?? null;
  const money = (amount: Fen) => moneyWords(amount, language);
  if (from === null && to === null) return language === "zh" ? "全部" : "all of it";
  if (from === null)
    return language === "zh" ? `${money(to as Fen)}以下` : `up to ${money(to as Fen)}`;
  if (to === null) return language === "zh" ? `${money(from)}以上` : `above ${money(from)}`;
  return language === "zh" ? `${money(from)}至 ${money(to)}` : `${money(from)} to ${money(to)}`;
}

export function bandRatio(bands: readonly Band[], index: number): string {
  return percentFromPpm((bands[index]?.ratio_ppm ?? 0) as Ppm);
}

/** What of a source is compared: not which row of a table led to it. */
export function sourceText(source: Provenance | null): string {
  if (source === null) return "";
  const { document, clause, basis, confidence } = source;
  return JSON.stringify([document, clause, basis, confidence]);
}

/** A proposal is no claim about a text, so there is nothing in it to verify. */
export function isUnverified({ basis }: Pick<Provenance, "basis">): boolean {
  return basis !== "official" && basis !== "proposed";
}

/** `衡政发〔2022〕14号 第三条〔待核实〕`, `变更文件《提高起付线》〔拟议〕`. */
export function sourceWords(source: Provenance, language: Language): string {
  const zh = language === "zh";
  const place = [source.document, source.clause].filter(Boolean).join(" ");
  if (source.basis === "proposed") return `${place}${zh ? "〔拟议〕" : " [proposed]"}`;
  return `${place}${isUnverified(source) ? (zh ? "〔待核实〕" : " [unverified]") : ""}`;
}

export const BASIS_WORDS: Readonly<Record<Basis, readonly [zh: string, en: string]>> = {
  official: ["官方原文", "read in the official text"],
  "third-party": ["第三方资料，未与原文核对", "from a third party, not checked with the text"],
  recalled: ["据记忆，未见原文", "recalled, the text was not seen"],
  derived: ["由其他规定推算", "derived from other rules"],
  placeholder: ["占位数值，不是政策", "a placeholder, not policy"],
  proposed: ["拟议，尚未成为政策", "proposed, not policy"],
};

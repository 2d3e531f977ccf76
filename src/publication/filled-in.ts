import { type Fact, loadForms, type Quantity } from "../disclosure/index.ts";
import { fenFromYuan, YibaoError } from "../kernel/index.ts";
import { partsOf } from "./facts/address.ts";
import { NOWHERE } from "./facts/found-tables.ts";
import type { Materials } from "./materials.ts";
import { fullTopic } from "./topic-rows.ts";

/** What somebody filled in because the materials lacked it. */
export interface FilledIn {
  /** By address. */
  readonly reasons: Readonly<Record<string, string>>;
  /** By section; a line is a paragraph. */
  readonly paragraphs: Readonly<Record<string, string>>;
  readonly figures: readonly {
    readonly address: string;
    readonly quantity: "money" | "count";
    /** Yuan with at most two decimals, or a whole number. */
    readonly text: string;
  }[];
}

/** The materials with it. What the materials say stands. @throws YibaoError PUBLICATION-… */
export function filledIn(materials: Materials, filled: FilledIn): Materials {
  const paragraphs = Object.entries(filled.paragraphs).map(
    ([id, text]) => [id, linesOf(text)] as const,
  );
  return {
    ...materials,
    reasons: { ...trimmed(filled.reasons), ...materials.reasons },
    paragraphs: { ...Object.fromEntries(paragraphs), ...materials.paragraphs },
    given: [
      ...materials.given,
      ...filled.figures.map(({ address, quantity, text }) =>
        factOf(address, quantity, text, materials),
      ),
    ],
  };
}

function trimmed(reasons: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const all = Object.entries(reasons).map(([address, text]) => [address, text.trim()] as const);
  return Object.fromEntries(all.filter(([, text]) => text !== ""));
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** @throws YibaoError PUBLICATION-ADDRESS | PUBLICATION-COUNT | PUBLICATION-AMOUNT */
function factOf(
  address: string,
  quantity: "money" | "count",
  text: string,
  { kind }: Materials,
): Fact {
  const own = quantity === "count" ? "count" : kind === "final" ? "actual" : "amount";
  const parts = partsOf(address) ?? partsOf(`${address}.${own}`);
  if (parts === null || fullTopic(loadForms(), parts.topic) === null) {
    throw new YibaoError("PUBLICATION-ADDRESS", { address });
  }
  const value = quantity === "count" ? countOf(text, address) : fenOf(text, address);
  const printed = { quantity: quantity as Quantity, value, step: 1, text };
  return { ...parts, printed, origin: "printed", place: { ...NOWHERE, table: "补填" } };
}

function countOf(text: string, address: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new YibaoError("PUBLICATION-COUNT", { value: text }, address);
}

function fenOf(text: string, address: string): number {
  if (/^-?\d{1,13}(\.\d{1,2})?$/.test(text)) return fenFromYuan(text);
  const details = { value: text, unit: "元", decimals: 2 };
  throw new YibaoError("PUBLICATION-AMOUNT", details, address);
}

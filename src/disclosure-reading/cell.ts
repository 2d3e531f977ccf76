import type { Printed } from "../disclosure/index.ts";
import { figureFen, type MoneyUnit, readFigure } from "../documents/index.ts";

/** A cell where figures stand, with where it was found. */
export interface FigureCell {
  readonly text: string;
  readonly page: number;
  readonly line: number;
}

/** What a cell of figures says, in fen. */
export interface CellValue {
  readonly fen: number;
  /** In fen: what one unit of the last printed digit is worth; 0 where nothing is printed. */
  readonly step: number;
  /** Nothing, or only a dash, stands there. */
  readonly is_blank: boolean;
}

/** What the units of money are worth. */
export const FEN_IN_UNIT: Readonly<Record<MoneyUnit, number>> = {
  元: 100,
  千元: 100_000,
  万元: 1_000_000,
  亿元: 10_000_000_000,
};

/** Reads a cell in a unit of money; null where the text is no amount. */
export function cellValue(text: string, unit: MoneyUnit): CellValue | null {
  const figure = readFigure(text);
  if (figure === null || figure.percent) return null;
  if (figure.blank) return { fen: 0, step: 0, is_blank: true };
  const fen = figureFen(figure, unit);
  if (fen === null) return null;
  const step = FEN_IN_UNIT[figure.unit ?? unit] / 10 ** figure.decimals;
  return { fen, step: Math.max(1, step), is_blank: false };
}

/** What two decimals are worth, in fen: as forms that hold no figure are filled. */
export function usualStep(unit: MoneyUnit): number {
  return Math.max(1, FEN_IN_UNIT[unit] / 100);
}

/**
 * The printed figure of a cell. Sheets drop the noughts behind the point, so that every figure of a
 * table is taken to be as fine as its finest; what is not printed is nothing, exactly.
 */
export function printedOf(text: string, value: CellValue, finest: number): Printed {
  const step = value.is_blank ? finest : Math.min(value.step, finest);
  return { quantity: "money", value: value.fen, step, text: value.is_blank ? "" : text.trim() };
}

/** A count in a cell, in ones. */
export function countOf(text: string): CellValue | null {
  const figure = readFigure(text.replace(/[辆台套批次人个项]$/u, ""));
  if (figure === null || figure.percent || figure.decimals > 0) return null;
  return { fen: figure.scaled, step: figure.blank ? 0 : 1, is_blank: figure.blank };
}

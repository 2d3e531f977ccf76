import type { Place } from "../../disclosure/index.ts";
import type { Paragraph } from "../../documents/index.ts";
import { type PlainText, plainText } from "./plain-text.ts";

/** A stretch of text that is read as one, and where its characters stand. */
export interface Passage {
  readonly plain: PlainText;
  readonly is_title: boolean;
  /** The place of a stretch of the plain text. */
  place(at: number, end: number): Place;
  /** The original words of a stretch of the plain text. */
  words(at: number, end: number): string;
}

/** Text and lines of a paragraph or of a title. */
export interface Piece {
  readonly text: string;
  readonly breaks: readonly { readonly at: number; readonly line: number }[];
}

export function pieceOf(paragraph: Paragraph): Piece {
  const breaks = paragraph.breaks.length > 0 ? paragraph.breaks : [{ at: 0, line: paragraph.line }];
  return { text: paragraph.text, breaks };
}

/** Two pieces of one torn paragraph. */
export function joined(first: Piece, second: Piece): Piece {
  const shift = first.text.length;
  const moved = second.breaks.map(({ at, line }) => ({ at: at + shift, line }));
  return { text: first.text + second.text, breaks: [...first.breaks, ...moved] };
}

/** @param pageOf the page of a line */
export function passageOf(
  piece: Piece,
  isTitle: boolean,
  pageOf: (line: number) => number,
): Passage {
  const plain = plainText(piece.text);
  const words = (at: number, end: number) => {
    return piece.text.slice(plain.at[at], plain.at[end] ?? piece.text.length).trim();
  };
  return {
    plain,
    is_title: isTitle,
    words,
    place: (at, end) => {
      const origin = plain.at[at] ?? 0;
      let line = piece.breaks[0]?.line ?? 0;
      for (const one of piece.breaks) if (one.at <= origin) line = one.line;
      const text = words(at, end);
      return { page: pageOf(line), line, table: "", row: "", column: "", text };
    },
  };
}

import { YibaoError } from "../../kernel/index.ts";
import { LIMITS } from "../limits.ts";
import { withoutStandIns } from "../stand-ins.ts";
import type { Matrix, PdfFont, PdfPage } from "./open-pdf.ts";

/** One letter as it is drawn; lengths in points from the upper left corner, y downwards. */
export interface Glyph {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  /** Degrees in which the text runs: 0 to the right, 90 downwards. */
  readonly angle: number;
  /** Place among what is drawn on the page. */
  readonly order: number;
}

/** A drawn rule, horizontal or vertical. */
export interface Stroke {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Drawn {
  readonly glyphs: readonly Glyph[];
  readonly strokes: readonly Stroke[];
  /** Letters of fonts that do not say which letters they are. */
  readonly unreadable: number;
  readonly images: number;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

interface State {
  matrix: Matrix;
  font: PdfFont;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** What is drawn on a page, letter by letter and rule by rule, from its operations. */
export function drawnOn(page: PdfPage): Drawn {
  const brush = new Brush(page);
  for (const { what, values } of page.operations) brush.act(what, values);
  return brush;
}

/** Follows the operations as a printer would (ISO 32000-1, 8.4, 9.3 and 9.4). */
class Brush implements Drawn {
  readonly glyphs: Glyph[] = [];
  readonly strokes: Stroke[] = [];
  unreadable = 0;
  images = 0;
  #page: PdfPage;
  #state: State;
  #saved: State[] = [];
  #textMatrix: Matrix = IDENTITY;
  #x = 0;
  #y = 0;
  #lineX = 0;
  #lineY = 0;
  #order = 0;

  constructor(page: PdfPage) {
    this.#page = page;
    const font = page.fontOf("");
    const text = { characterSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0 };
    this.#state = { matrix: page.transform, font, size: 0, ...text };
  }

  act(what: string, values: readonly unknown[]): void {
    const number = values[0] as number;
    const state = this.#state;
    switch (what) {
      case "save":
        this.#saved.push({ ...state });
        break;
      case "restore":
        this.#state = this.#saved.pop() ?? state;
        break;
      case "transform":
        state.matrix = product(state.matrix, values as unknown as Matrix);
        break;
      case "paintFormXObjectBegin":
        this.#saved.push({ ...state });
        if (values[0]) state.matrix = product(state.matrix, values[0] as Matrix);
        break;
      case "paintFormXObjectEnd":
        this.#state = this.#saved.pop() ?? state;
        break;
      case "setFont":
        state.font = this.#page.fontOf(values[0] as string);
        state.size = values[1] as number;
        break;
      case "setCharSpacing":
        state.characterSpacing = number;
        break;
      case "setWordSpacing":
        state.wordSpacing = number;
        break;
      case "setHScale":
        state.stretch = number / 100;
        break;
      case "setLeading":
        state.leading = -number;
        break;
      case "setTextRise":
        state.rise = number;
        break;
      case "constructPath":
        this.#path(number, values[1]);
        break;
      default:
        if (what.startsWith("paintImage") || what.startsWith("paintInlineImage")) this.images += 1;
        else this.#text(what, values);
    }
  }

  #text(what: string, values: readonly unknown[]): void {
    switch (what) {
      case "beginText":
        this.#setTextMatrix(IDENTITY);
        break;
      case "setTextMatrix":
        // Some releases hand over the matrix as one value.
        this.#setTextMatrix((values.length === 1 ? values[0] : values) as Matrix);
        break;
      case "moveText":
        this.#moveText(values[0] as number, values[1] as number);
        break;
      case "setLeadingMoveText":
        this.#state.leading = values[1] as number;
        this.#moveText(values[0] as number, values[1] as number);
        break;
      case "nextLine":
        this.#moveText(0, this.#state.leading);
        break;
      case "showText":
      case "showSpacedText":
        this.#show(values[0] as readonly ShownGlyph[]);
        break;
    }
  }

  #setTextMatrix(matrix: Matrix): void {
    this.#textMatrix = matrix;
    this.#x = this.#lineX = 0;
    this.#y = this.#lineY = 0;
  }

  #moveText(x: number, y: number): void {
    this.#x = this.#lineX += x;
    this.#y = this.#lineY += y;
  }

  #show(shown: readonly ShownGlyph[]): void {
    const { font, size, characterSpacing, wordSpacing, stretch, rise, matrix } = this.#state;
    const whole = product(matrix, this.#textMatrix);
    const along = Math.hypot(whole[0], whole[1]);
    const angle = degrees(whole);
    const height = Math.abs(size) * Math.hypot(whole[2], whole[3]);
    for (const glyph of shown) {
      if (typeof glyph === "number") {
        if (font.vertical) this.#y -= (glyph * size) / 1000;
        else this.#x -= (glyph * size * stretch) / 1000;
        continue;
      }
      const spacing = characterSpacing + (glyph.isSpace ? wordSpacing : 0);
      const width = (glyph.width ?? 0) * size * font.scale;
      const [x, y] = point(whole, this.#x, this.#y + rise);
      const length = font.vertical ? height : Math.abs(width) * stretch * along;
      if (isUnread(glyph)) this.unreadable += 1;
      this.#put(glyph.unicode ?? "", x, y, length, height, angle);
      if (font.vertical) this.#y -= Math.abs(size) + spacing;
      else this.#x += (width + spacing) * stretch;
    }
  }

  #put(text: string, x: number, y: number, length: number, size: number, angle: number): void {
    if (this.glyphs.length >= LIMITS.glyphs) throw tooMuch("一页的文字", LIMITS.glyphs);
    const plain = plainText(text);
    if (plain === "" || size <= 0) return;
    this.#order += 1;
    this.glyphs.push({ text: plain, x0: x, x1: x + length, y, size, angle, order: this.#order });
  }

  #path(paint: number, parts: unknown): void {
    if (!PAINTS.has(paint)) return;
    const [numbers] = parts as readonly [ArrayLike<number> | null];
    if (!numbers) return;
    for (const corners of outlines(numbers)) {
      const drawn = corners.map(([x, y]) => point(this.#state.matrix, x, y));
      for (const stroke of strokesOf(drawn, paint)) {
        if (this.strokes.length >= LIMITS.strokes) throw tooMuch("一页的线条", LIMITS.strokes);
        this.strokes.push(stroke);
      }
    }
  }
}

type ShownGlyph =
  | number
  | {
      readonly unicode?: string;
      readonly originalCharCode?: number;
      readonly width?: number;
      readonly isSpace?: boolean;
    };

// Letters that such documents are written in, and marks of all kinds.
const USUAL =
  /^[\p{Script=Han}\p{Script=Latin}\p{Script=Greek}\p{P}\p{S}\p{N}\p{Z}\p{Script=Bopomofo}]*$/u;

/**
 * Where a font does not say which letters its glyphs are, their numbers are taken for letters: of
 * scripts that nobody writes here, of private use, or none.
 */
function isUnread({ unicode = "", originalCharCode = -1 }: Exclude<ShownGlyph, number>): boolean {
  if (/[\ue000-\uf8ff\ufffd]/.test(unicode)) return true;
  return unicode === String.fromCharCode(Math.max(0, originalCharCode)) && !USUAL.test(unicode);
}

function tooMuch(what: string, most: number): YibaoError {
  return new YibaoError("DOCUMENT-TOO-COMPLEX", { what, most });
}

// How a path is painted, by the numbers of pdf.js: stroke, closeStroke, fill, eoFill, fillStroke,
// eoFillStroke, closeFillStroke, closeEOFillStroke. The rest only clip or end it.
const PAINTS = new Set([20, 21, 22, 23, 24, 25, 26, 27]);
const ONLY_FILLS = new Set([22, 23]);

type Point = readonly [number, number];

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;

/** The corners of each part of a path; curves only lead on to their end. */
function outlines(numbers: ArrayLike<number>): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (let at = 0; at < numbers.length; ) {
    const what = numbers[at];
    if (what === MOVE || what === LINE) {
      const corner = [numbers[at + 1] as number, numbers[at + 2] as number] as const;
      if (what === MOVE) {
        part = [];
        parts.push(part);
      }
      part.push(corner);
      at += 3;
    } else if (what === CURVE || what === QUADRATIC) {
      // A rounded corner is no rule: the part goes on after it.
      at += what === CURVE ? 7 : 5;
      part = [[numbers[at - 2] as number, numbers[at - 1] as number]];
      parts.push(part);
    } else {
      if (part.length > 1) part.push(part[0] as Point);
      at += 1;
    }
  }
  return parts;
}

/** A filled box as thin as this is a rule; thicker ones only colour a cell. */
const RULE_THICKNESS = 3;
/** How far from straight a rule may be. */
const SLANT = 1;

function* strokesOf(corners: readonly Point[], paint: number): Generator<Stroke> {
  if (corners.length < 2) return;
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  const [width, height] = [x1 - x0, y1 - y0];
  if (Math.min(width, height) <= RULE_THICKNESS) {
    // A line, or a box that is as good as one.
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    if (width >= height) yield { x0, y0: y, x1, y1: y };
    else yield { x0: x, y0, x1: x, y1 };
    return;
  }
  if (ONLY_FILLS.has(paint)) return;
  for (let i = 1; i < corners.length; i += 1) {
    const [ax, ay] = corners[i - 1] as Point;
    const [bx, by] = corners[i] as Point;
    if (Math.abs(ax - bx) > SLANT && Math.abs(ay - by) > SLANT) continue;
    yield {
      x0: Math.min(ax, bx),
      y0: Math.min(ay, by),
      x1: Math.max(ax, bx),
      y1: Math.max(ay, by),
    };
  }
}

function product(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function point(matrix: Matrix, x: number, y: number): Point {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

function degrees(matrix: Matrix): number {
  const turn = Math.round((Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI);
  return (turn + 360) % 360;
}

const UNSEEN = /[\p{Cc}\u200b-\u200f\u2028\u2029\ufeff\u00ad]/gu;

function plainText(text: string): string {
  return withoutStandIns(text.replace(UNSEEN, ""));
}

import type { Run } from "../document.ts";
import type { Drawn, Glyph, Stroke } from "./drawn.ts";

/** A page turned upright, with its letters gathered into words and lines. */
export interface PageLayout {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly strokes: readonly Stroke[];
  readonly lines: readonly LayoutLine[];
  /** Letters that do not run in the direction of the page. */
  readonly turned: number;
}

/** Letters that touch: the smallest piece that may stand in a cell. */
export interface Word {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
}

export interface LayoutLine {
  /** In the document. */
  readonly number: number;
  readonly page: number;
  readonly words: readonly Word[];
  readonly runs: readonly Run[];
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PageSize {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
}

/** @param lineNumber of the first line of this page */
export function layOut(page: PageSize, drawn: Drawn, lineNumber: number): PageLayout {
  const angle = mainAngle(drawn.glyphs);
  const turn = turner(angle, page.width, page.height);
  const glyphs = drawn.glyphs.map(turn.glyph);
  const upright = glyphs.filter((glyph) => glyph.angle === 0);
  const sideways = angle === 90 || angle === 270;
  return {
    number: page.number,
    width: sideways ? page.height : page.width,
    height: sideways ? page.width : page.height,
    // Text that runs downwards is turned back the other way.
    rotation: (page.rotate + 360 - angle) % 360,
    strokes: drawn.strokes.map(turn.stroke),
    lines: baselines(upright).map((line, index) => {
      return lineOf(line, page.number, lineNumber + index);
    }),
    turned: glyphs.length - upright.length,
  };
}

const QUARTERS = [0, 90, 180, 270] as const;
const QUARTER_SLACK = 2;

/** The direction most letters run in: some landscape tables are drawn sideways on the page. */
function mainAngle(glyphs: readonly Glyph[]): number {
  let best = 0;
  let most = 0;
  for (const quarter of QUARTERS) {
    const count = glyphs.filter(({ angle }) => near(angle, quarter)).length;
    if (count > most) [best, most] = [quarter, count];
  }
  return best;
}

function near(angle: number, quarter: number): boolean {
  const apart = Math.abs(angle - quarter) % 360;
  return Math.min(apart, 360 - apart) <= QUARTER_SLACK;
}

type Turned = (x: number, y: number) => readonly [number, number];

function turner(angle: number, width: number, height: number) {
  const turned: Turned =
    angle === 90
      ? (x, y) => [y, width - x]
      : angle === 180
        ? (x, y) => [width - x, height - y]
        : angle === 270
          ? (x, y) => [height - y, x]
          : (x, y) => [x, y];
  return {
    glyph: (glyph: Glyph): Glyph => {
      const [x, y] = turned(glyph.x0, glyph.y);
      const left = near(glyph.angle, angle) ? 0 : (glyph.angle - angle + 360) % 360;
      return { ...glyph, x0: x, x1: x + glyph.x1 - glyph.x0, y, angle: left };
    },
    stroke: (stroke: Stroke): Stroke => {
      const [ax, ay] = turned(stroke.x0, stroke.y0);
      const [bx, by] = turned(stroke.x1, stroke.y1);
      return {
        x0: Math.min(ax, bx),
        y0: Math.min(ay, by),
        x1: Math.max(ax, bx),
        y1: Math.max(ay, by),
      };
    },
  };
}

/** Letters stand on one line when their baselines are this much of a letter apart. */
const BASELINE_SHARE = 0.4;

function baselines(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs
    .filter(({ text }) => text.trim() !== "")
    .sort((a, b) => a.y - b.y || a.x0 - b.x0);
  const lines: { y: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of sorted) {
    const last = lines.at(-1);
    const reach = BASELINE_SHARE * Math.min(glyph.size, last?.size ?? 0);
    if (last !== undefined && glyph.y - last.y <= reach) {
      last.glyphs.push(glyph);
      last.size = Math.max(last.size, glyph.size);
      last.y += (glyph.y - last.y) / last.glyphs.length;
    } else lines.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] });
  }
  return lines.map((line) => onceEach(line.glyphs.sort((a, b) => middle(a) - middle(b))));
}

/** Letters follow each other by their middles: a quote or stop set close reaches over the next. */
function middle({ x0, x1 }: Glyph): number {
  return x0 + x1;
}

/** A letter drawn twice on the same spot, to make it bold, is one letter. */
function onceEach(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of glyphs) {
    const twice = kept.slice(-4).some((other) => {
      const reach = 0.35 * Math.max(0.2 * glyph.size, other.x1 - other.x0);
      return other.text === glyph.text && Math.abs(other.x0 - glyph.x0) < reach;
    });
    if (!twice) kept.push(glyph);
  }
  return kept;
}

// Gaps in shares of a letter: one that parts words, and one wide enough to part two cells.
const WORD_GAP = 0.22;
const RUN_GAP = 0.8;

function lineOf(glyphs: readonly Glyph[], page: number, number: number): LayoutLine {
  const words = wordsOf(glyphs);
  const runs = runsOf(words);
  const first = words[0] as Word;
  const right = Math.max(...words.map(({ x1 }) => x1));
  return {
    number,
    page,
    words,
    runs,
    text: runs.map(({ text }) => text).join(" "),
    x: first.x0,
    y: first.y,
    width: right - first.x0,
    size: Math.max(...words.map(({ size }) => size)),
  };
}

function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const groups: Glyph[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const glyph of glyphs) {
    const last = groups.at(-1);
    if (last !== undefined && glyph.x0 - right <= WORD_GAP * glyph.size) last.push(glyph);
    else groups.push([glyph]);
    right = Math.max(last === undefined ? glyph.x1 : right, glyph.x1);
  }
  return groups.map(wordOf);
}

export function wordOf(glyphs: readonly Glyph[]): Word {
  const first = glyphs[0] as Glyph;
  return {
    text: glyphs.map(({ text }) => text).join(""),
    glyphs,
    x0: first.x0,
    x1: Math.max(...glyphs.map(({ x1 }) => x1)),
    y: first.y,
    size: Math.max(...glyphs.map(({ size }) => size)),
  };
}

function runsOf(words: readonly Word[]): Run[] {
  const groups: Word[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (before !== undefined && word.x0 - before.x1 <= RUN_GAP * word.size) last?.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0] as Word, group.at(-1) as Word];
    const size = Math.max(...group.map((word) => word.size));
    const text = joinedWords(group.map((word) => word.text));
    return { text, x: first.x0, y: first.y, width: last.x1 - first.x0, height: size, size };
  });
}

const LATIN_END = /[A-Za-z0-9.,%)]$/;
const LATIN_START = /^[A-Za-z0-9(]/;

/** Chinese is written without spaces; a gap between two words of letters or digits is one. */
export function joinedWords(texts: readonly string[]): string {
  let joined = "";
  for (const text of texts) {
    const apart = LATIN_END.test(joined) && LATIN_START.test(text);
    joined += apart ? ` ${text}` : text;
  }
  return joined;
}

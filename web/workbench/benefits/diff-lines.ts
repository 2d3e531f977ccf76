import type { AnswerOf } from "../../shared/client.ts";

export type FileDiff = AnswerOf<"GET /api/v1/policy-library/text-diff">["files"][number];
type Run = FileDiff["runs"][number];

/** A line with its numbers in both texts; null where the text has it not. */
export interface DiffLine {
  readonly kind: Run["kind"];
  readonly before: number | null;
  readonly after: number | null;
  readonly text: string;
}

/** Lines that stand together; those far from any change are folded away until asked for. */
export interface Stretch {
  readonly folded: boolean;
  readonly lines: readonly DiffLine[];
}

/** Unchanged lines that stay in sight on both sides of a change. */
const AROUND = 3;
/** Fewer are not worth folding. */
const FOLDED_LEAST = 3;

export function stretchesOf(runs: readonly Run[]): readonly Stretch[] {
  const all = numbered(runs);
  const stretches: Stretch[] = [];
  let shown: DiffLine[] = [];
  runs.forEach((run, index) => {
    const lines = all[index] as readonly DiffLine[];
    const head = index === 0 ? 0 : AROUND;
    const tail = index === runs.length - 1 ? 0 : AROUND;
    if (run.kind !== "same" || lines.length < head + tail + FOLDED_LEAST) {
      shown.push(...lines);
      return;
    }
    shown.push(...lines.slice(0, head));
    if (shown.length > 0) stretches.push({ folded: false, lines: shown });
    stretches.push({ folded: true, lines: lines.slice(head, lines.length - tail) });
    shown = lines.slice(lines.length - tail);
    if (tail === 0) shown = [];
  });
  if (shown.length > 0) stretches.push({ folded: false, lines: shown });
  return stretches;
}

function numbered(runs: readonly Run[]): readonly (readonly DiffLine[])[] {
  let [before, after] = [0, 0];
  return runs.map(({ kind, lines }) =>
    lines.map((text) => {
      if (kind !== "added") before += 1;
      if (kind !== "removed") after += 1;
      return {
        kind,
        before: kind === "added" ? null : before,
        after: kind === "removed" ? null : after,
        text,
      };
    }),
  );
}

export type Pair = readonly [DiffLine | null, DiffLine | null];

/** Side by side: what was removed beside what took its place. */
export function pairsOf(lines: readonly DiffLine[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as DiffLine;
    if (line.kind === "same") {
      pairs.push([line, line]);
      at += 1;
      continue;
    }
    const removed = whileKind(lines, at, "removed");
    const added = whileKind(lines, at + removed.length, "added");
    for (let row = 0; row < Math.max(removed.length, added.length); row += 1) {
      pairs.push([removed[row] ?? null, added[row] ?? null]);
    }
    at += removed.length + added.length;
  }
  return pairs;
}

function whileKind(lines: readonly DiffLine[], from: number, kind: Run["kind"]): DiffLine[] {
  let to = from;
  while (lines[to]?.kind === kind) to += 1;
  return lines.slice(from, to);
}

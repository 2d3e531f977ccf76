import { fenFromYuan, yuanFromFen } from "../../../src/kernel/index.ts";

/** What is not as predicted, gathered so that a violation shows all of it. */
export class Differences {
  readonly list: string[] = [];

  add(text: string): void {
    this.list.push(text);
  }

  same(what: string, expected: unknown, got: unknown): void {
    const [a, b] = [String(expected), String(got)];
    if (a !== b) this.list.push(`${what}: expected ${a}, got ${b}`);
  }

  /** An amount of an answer, in yuan, against fen. */
  amount(what: string, expected_fen: number, got: unknown): void {
    const got_fen = amountFen(got);
    if (got_fen === expected_fen) return;
    const expected = yuanFromFen(expected_fen as Parameters<typeof yuanFromFen>[0]);
    this.list.push(`${what}: expected ${expected}, got ${String(got)}`);
  }
}

/** An amount of an answer in fen; null when it is none. */
export function amountFen(value: unknown): number | null {
  if (typeof value !== "number" && typeof value !== "string") return null;
  try {
    return fenFromYuan(value);
  } catch {
    return null;
  }
}

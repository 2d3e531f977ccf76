import { createHash } from "node:crypto";
import { type Fen, yuanFromFen } from "../../src/kernel/index.ts";

/** What a run did, counted; the same seed counts the same. */
export class Tally {
  messages = 0;
  readonly outcomes = new Map<string, number>();
  readonly faults = new Map<string, number>();
  readonly bureau = new Map<string, number>();
  audits = 0;
  /** Sent again because the platform was just closing: depends on the machine. */
  retried = 0;
  #lanes = new Map<number, ReturnType<typeof createHash>>();

  message(household: number, infno: string, outcome: string): void {
    this.messages += 1;
    count(this.outcomes, `${infno} ${outcome}`);
    this.digest(household, `${infno} ${outcome}`);
  }

  fault(kind: string): void {
    count(this.faults, kind);
  }

  event(kind: string): void {
    count(this.bureau, kind);
  }

  /** Something of a lane that a second run of the seed must repeat. */
  digest(household: number, text: string): void {
    const hash = this.#lanes.get(household) ?? createHash("sha256");
    this.#lanes.set(household, hash.update(`${text}\n`));
  }

  /** One hash over all lanes; ids are not in it, since they depend on who was faster. */
  fingerprint(): string {
    const whole = createHash("sha256");
    for (const [household, hash] of [...this.#lanes].sort(([a], [b]) => a - b)) {
      whole.update(`${household} ${hash.copy().digest("hex")}\n`);
    }
    return whole.digest("hex").slice(0, 16);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Counts as an object, in the order of their names. */
export function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Fen by name as yuan, in the order of their names. */
export function inYuan(amounts: ReadonlyMap<string, number>): Record<string, string> {
  const entries = [...amounts].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, fen]) => [name, yuanFromFen(fen as Fen)]));
}

import type { CheckOptions } from "../../disclosure-check/index.ts";
import { checkFiles, type FileAnswer, type FileQuestion } from "../../disclosure-report/index.ts";
import { type ErrorCode, YibaoError } from "../../kernel/index.ts";

/** Files that people drop into the browser are checked in threads, few at once; others wait. */

const AT_ONCE = 2;
const WAITING_MOST = 40;

/** Turns at a desk: `AT_ONCE` work, the others stand in line. */
export class Desk {
  readonly #atOnce: number;
  readonly #most: number;
  #working = 0;
  readonly #line: (() => void)[] = [];

  constructor(atOnce: number, most: number) {
    this.#atOnce = atOnce;
    this.#most = most;
  }

  /** @throws YibaoError CHECK-QUEUE-FULL */
  async turn<T>(work: () => Promise<T>): Promise<T> {
    const waiting = this.#working + this.#line.length;
    if (waiting >= this.#most) throw new YibaoError("CHECK-QUEUE-FULL", { waiting });
    if (this.#working >= this.#atOnce) {
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#working += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, not given up: nobody slips in between.
      const next = this.#line.shift();
      if (next === undefined) this.#working -= 1;
      else next();
    }
  }
}

const desk = new Desk(AT_ONCE, WAITING_MOST);

export interface FileToCheck {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Last year's, or the budget of the same year; null: nothing to compare with. */
  readonly against: FileQuestion["against"];
  readonly options: Pick<CheckOptions, "year" | "profile" | "today">;
}

type Checked = Extract<FileAnswer, { kind: "checked" }>;

/**
 * Checks one file in a thread of its own, bounded in memory and time as on the command line.
 * @throws YibaoError with the reason why it cannot be checked
 */
export async function checkedFile(asked: FileToCheck): Promise<Checked> {
  const { name, bytes, options, against } = asked;
  if (bytes.byteLength === 0) throw new YibaoError("CHECK-EMPTY-FILE", {}, "name");
  if (against?.bytes.byteLength === 0) throw new YibaoError("CHECK-EMPTY-FILE", {}, "against");
  const question = { name, bytes, options, against, charts: null, with_views: true };
  const task = { name, question: () => Promise.resolve(question) };
  const [answer] = await desk.turn(() => checkFiles([task], { threads: 1 }));
  if (answer?.kind === "checked") return answer;
  if (answer?.kind === "refused") {
    const { code, details, where } = answer.refusal;
    throw new YibaoError(code as ErrorCode, details, where);
  }
  throw new Error(`the check of ${name} failed: ${answer?.fault}`);
}

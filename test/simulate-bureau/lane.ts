import type { Answer, Auditor, Expectation, RawAnswer } from "./auditor.ts";
import { type Calendar, isBefore, type Moment } from "./calendar.ts";
import type { Door } from "./door.ts";
import type { Message } from "./messages.ts";
import type { Tally } from "./tally.ts";
import { Violation } from "./violation.ts";
import { bytesOf } from "./wire.ts";
import type { Household, World } from "./world.ts";

/**
 * One household and all that happens to it, one message after the other. Lanes know nothing of
 * each other and run side by side: what each meets does not depend on how fast the others are.
 */

/** What everybody in a run shares. */
export interface Stage {
  readonly world: World;
  readonly calendar: Calendar;
  readonly auditor: Auditor;
  readonly door: Door;
  readonly tally: Tally;
  readonly with_faults: boolean;
}

/** A story: plays, says when it goes on, and plays again. */
export type Story = AsyncGenerator<Moment, void>;

interface Entry {
  readonly at: Moment;
  readonly order: number;
  readonly name: string;
  /** Plays on; says when it is to be played again, or null when it has ended. */
  readonly play: () => Promise<Moment | null>;
}

const TRAIL_LENGTH = 30;

export class Lane {
  readonly stage: Stage;
  readonly household: Household;
  readonly #trail: string[] = [];
  #agenda: Entry[] = [];
  #order = 0;
  #serial = 0;
  #story: string | null = null;

  constructor(stage: Stage, household: Household) {
    this.stage = stage;
    this.household = household;
  }

  /** Lets a story begin at a moment; `name` is what `--stories` takes. */
  add(at: Moment, name: string, story: Story): void {
    this.#enter(at, name, async () => {
      const { value, done } = await story.next();
      return done ? null : value;
    });
  }

  /** Lets something be done later, as part of the story that is playing. */
  later(at: Moment, act: () => Promise<unknown>): void {
    this.#enter(at, this.#story ?? "", async () => {
      await act();
      return null;
    });
  }

  #enter(at: Moment, name: string, play: Entry["play"]): void {
    this.#order += 1;
    this.#agenda.push({ at, order: this.#order, name, play });
  }

  /** Plays everything that is due. */
  async play(now: Moment): Promise<void> {
    for (;;) {
      const next = this.#nextDue(now);
      if (next === undefined) return;
      this.#agenda = this.#agenda.filter((entry) => entry !== next);
      this.#story = next.name;
      const wanted = await this.#played(next);
      if (wanted !== null) {
        // A story that would go on at once goes on in the next slot: time does not stand still.
        const at = isBefore(now, wanted) ? wanted : { day: now.day, slot: now.slot + 1 };
        this.#enter(at, next.name, next.play);
      }
      this.#story = null;
    }
  }

  /** A fault in a story is told like a violation: with its seed, its day and what went before. */
  async #played({ play, name }: Entry): Promise<Moment | null> {
    try {
      return await play();
    } catch (error) {
      if (error instanceof Violation) throw error;
      throw this.violation(`story ${name} broke off`, [stackOf(error)]);
    }
  }

  #nextDue(now: Moment): Entry | undefined {
    return this.#agenda
      .filter((entry) => !isBefore(now, entry.at))
      .sort((a, b) =>
        isBefore(a.at, b.at) ? -1 : isBefore(b.at, a.at) ? 1 : a.order - b.order,
      )[0];
  }

  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** Sends a message and holds the answer against what was predicted. */
  async deliver(message: Message): Promise<Answer> {
    const expected = this.stage.auditor.expect(message);
    const raw = await this.stage.door.send(this.#bytes(message));
    return this.#judged(message, expected, raw);
  }

  /** The same message twice at once: one of them is the repetition of the other. */
  async deliverTwice(message: Message): Promise<Answer> {
    const { auditor, door } = this.stage;
    const expected = auditor.expect(message);
    const bytes = this.#bytes(message);
    const [first, second] = await Promise.all([door.send(bytes), door.send(bytes)]);
    const answer = this.#judged(message, expected, first);
    this.#judged(message, auditor.expect(message), second);
    return answer;
  }

  /**
   * Two messages at once: what came of them must be what comes of them in one of the orders. `b`
   * may draw on the account of `a`, not the other way: where both answers fit what was before,
   * `a` came first.
   */
  async deliverBoth(a: Message, b: Message): Promise<readonly [Answer, Answer]> {
    const { auditor, door } = this.stage;
    const aFirst = auditor.expect(a);
    const bFirst = auditor.expect(b);
    const [rawA, rawB] = await Promise.all([door.send(this.#bytes(a)), door.send(this.#bytes(b))]);
    const bLed =
      auditor.differences(a, aFirst, rawA).length > 0 &&
      auditor.differences(b, bFirst, rawB).length === 0;
    if (bLed) {
      const answerB = this.#judged(b, bFirst, rawB);
      return [this.#judged(a, auditor.expect(a), rawA), answerB];
    }
    const answerA = this.#judged(a, aFirst, rawA);
    return [answerA, this.#judged(b, auditor.expect(b), rawB)];
  }

  /** Questions, which change nothing: all at once, judged in their order. */
  async deliverAll(messages: readonly Message[]): Promise<void> {
    const { auditor, door } = this.stage;
    const raw = await Promise.all(messages.map((message) => door.send(this.#bytes(message))));
    for (const [index, message] of messages.entries()) {
      this.#judged(message, auditor.expect(message), raw[index] as RawAnswer);
    }
  }

  fault(kind: string): void {
    this.stage.tally.fault(kind);
    this.#note(`  ⚡ ${kind}`);
  }

  #bytes(message: Message): Buffer {
    return bytesOf(message, this.stage.calendar.now());
  }

  #judged(message: Message, expected: Expectation, raw: RawAnswer): Answer {
    const { auditor, tally } = this.stage;
    const { infno, msgid, institution } = message;
    const differences = auditor.differences(message, expected, raw);
    if (differences.length > 0) {
      this.#note(`${infno} ${institution.code} ${msgid} → ${raw.text.slice(0, 300)}`);
      this.#note(`  input ${JSON.stringify(message.input)}`);
      throw this.violation(`answer of ${infno} ${msgid}`, differences);
    }
    const answer = auditor.accept(message, expected, raw);
    tally.message(this.household.number, infno, answer.outcome);
    const figures = answer.outcome === "accepted" ? figuresOf(raw.text) : "";
    if (figures !== "") tally.digest(this.household.number, figures);
    this.#note(`${infno} ${institution.code} ${msgid} → ${answer.outcome} ${figures}`);
    return answer;
  }

  violation(what: string, differences: readonly string[]): Violation {
    const { day, slot } = this.stage.calendar.moment;
    const faults = this.stage.door.takeFaults();
    return new Violation({
      day,
      slot,
      household: this.household.number,
      story: this.#story,
      what,
      differences: [...differences, ...faults],
      trail: this.#trail,
    });
  }

  #note(line: string): void {
    const { day, slot } = this.stage.calendar.moment;
    this.#trail.push(`${day}.${slot} [${this.#story ?? ""}] ${line}`);
    if (this.#trail.length > TRAIL_LENGTH) this.#trail.shift();
  }
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The amounts of a settlement's answer: what a second run of the seed must say again. */
function figuresOf(text: string): string {
  const fields = ["medfee_sumamt", "fund_pay_sumamt", "acct_pay", "psn_cash_pay", "balc"];
  const found = fields.map((field) => new RegExp(`"${field}":([\\d.]+)`).exec(text)?.[1]);
  return found[0] === undefined ? "" : fields.map((name, at) => `${name}=${found[at]}`).join(" ");
}

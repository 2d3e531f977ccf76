import { addDays, type CivilDate } from "../../src/kernel/index.ts";

/**
 * Simulated time. A day has a few slots; within a slot the clock stands still, so that what is
 * stamped does not depend on who of many was faster. Events of the bureau fall between slots.
 */

/** Hours at which a slot begins. */
export const SLOTS = [8, 11, 14, 17] as const;

/** When the day is audited: after the last slot. */
const CLOSING_HOUR = 22;

export interface Moment {
  /** Days since the first of the run. */
  readonly day: number;
  readonly slot: number;
}

export function isBefore(a: Moment, b: Moment): boolean {
  return a.day < b.day || (a.day === b.day && a.slot < b.slot);
}

export class Calendar {
  readonly first: CivilDate;
  #moment: Moment = { day: 0, slot: 0 };

  constructor(first: CivilDate) {
    this.first = first;
  }

  get moment(): Moment {
    return this.#moment;
  }

  get today(): CivilDate {
    return this.dayOf(this.#moment.day);
  }

  /** The platform's clock. */
  now(): Date {
    const hour = SLOTS[this.#moment.slot] ?? CLOSING_HOUR;
    return new Date(`${this.today}T${String(hour).padStart(2, "0")}:30:00+08:00`);
  }

  dayOf(day: number): CivilDate {
    return addDays(this.first, day);
  }

  set(moment: Moment): void {
    this.#moment = moment;
  }
}

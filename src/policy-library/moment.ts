import { isCivilDate, YibaoError } from "../kernel/index.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/;

/**
 * The last instant that a moment in China Standard Time covers: `2026-11-22` means the end of that
 * day, `2026-11-22 10:00` the end of that minute, `2026-11-22 10:00:00` of that second.
 * @throws YibaoError LIBRARY-NOT-A-MOMENT
 */
export function knownAt(text: string): Date {
  const [, day, hour = "23", minute = "59", second = "59"] = MOMENT.exec(text) ?? [];
  if (day === undefined || !isCivilDate(day)) {
    throw new YibaoError("LIBRARY-NOT-A-MOMENT", { value: text });
  }
  return new Date(`${day}T${hour}:${minute}:${second}.999+08:00`);
}

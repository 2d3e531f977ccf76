import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import {
  addDays,
  ageOn,
  type CivilDate,
  chinaTime,
  civilDate,
  contains,
  dateFromDayNumber,
  dayNumber,
  daysBetween,
  earlierDay,
  firstDayOfYear,
  isCivilDate,
  laterDay,
  overlaps,
  type Period,
  yearOf,
} from "./index.ts";

// Goal: days are counted as a calendar on the wall counts them, whatever the time zone of the
// machine. Method: walk a calendar by hand beside the code; periods against a list of days.

describe("the calendar", () => {
  test("three centuries, day by day", () => {
    const months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let number = dayNumber("1900-01-01" as CivilDate);
    const wrong: string[] = [];
    for (let year = 1900; year < 2200; year += 1) {
      const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      for (let month = 1; month <= 12; month += 1) {
        const days = month === 2 && leap ? 29 : (months[month - 1] as number);
        for (let day = 1; day <= days; day += 1) {
          const text = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
          const same =
            dateFromDayNumber(number) === text && dayNumber(text as CivilDate) === number;
          if (!same || !isCivilDate(text)) wrong.push(text);
          number += 1;
        }
        const after = `${year}-${String(month).padStart(2, "0")}-${days + 1}`;
        if (isCivilDate(after)) wrong.push(after);
      }
    }
    expect(wrong).toEqual([]);
    expect(dayNumber("1970-01-01" as CivilDate)).toBe(0);
  });

  test("adding days and counting days undo one another", () => {
    const undone = (start: number, days: number) => {
      const day = dateFromDayNumber(start);
      expect(addDays(addDays(day, days), -days)).toBe(day);
      expect(daysBetween(day, addDays(day, days))).toBe(days);
      expect(addDays(day, days) > day).toBe(days > 0);
      expect(laterDay(day, addDays(day, days))).toBe(days > 0 ? addDays(day, days) : day);
      expect(earlierDay(day, addDays(day, days))).toBe(days < 0 ? addDays(day, days) : day);
    };
    const starts = fc.integer({ min: -25_000, max: 80_000 });
    fc.assert(fc.property(starts, fc.integer({ min: -9_000, max: 9_000 }), undone), runs(2_000));
  });

  test.each([
    "2023-02-29",
    "1900-02-29",
    "2023-13-01",
    "2023-00-10",
    "2023-06-31",
    "2023-6-1",
    "20230601",
    "01/06/2023",
    "2023-06-01 ",
    "2023-06-01T00:00:00",
    "",
  ])("%j is not a day", (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(() => civilDate(text)).toThrow(expect.objectContaining({ code: "DATE-NOT-A-DATE" }));
  });

  test("years of four digits count as themselves, also the early ones", () => {
    expect(dateFromDayNumber(dayNumber("0023-06-01" as CivilDate))).toBe("0023-06-01");
    expect(isCivilDate("0001-01-01")).toBe(true);
    expect(isCivilDate("0000-12-31")).toBe(false);
    expect(firstDayOfYear(2024)).toBe("2024-01-01");
    expect(yearOf("2024-02-29" as CivilDate)).toBe(2024);
  });
});

describe("age", () => {
  test.each([
    ["1980-05-01", "2023-04-30", 42],
    ["1980-05-01", "2023-05-01", 43],
    ["2000-02-29", "2023-02-28", 22],
    ["2000-02-29", "2023-03-01", 23],
    ["2023-05-01", "2023-05-01", 0],
  ])("born %s, on %s: %d", (born, day, age) => {
    expect(ageOn(born as CivilDate, day as CivilDate)).toBe(age);
  });
});

describe("periods", () => {
  const days = Array.from({ length: 12 }, (_, day) => dateFromDayNumber(19_000 + day));
  const periods = fc.tuple(fc.nat(9), fc.option(fc.integer({ min: 1, max: 5 }))).map(
    ([from, length]): Period => ({
      from: days[from] as CivilDate,
      to: length === null ? null : addDays(days[from] as CivilDate, length),
    }),
  );
  const listed = (period: Period) =>
    days.filter((day) => day >= period.from && (period.to === null || day < period.to));

  test("the last day is not in, and a period without an end has none", () => {
    const inside = (period: Period) => {
      expect(days.filter((day) => contains(period, day))).toEqual(listed(period));
    };
    fc.assert(fc.property(periods, inside), runs(500));
  });

  test("two periods overlap when they share a day", () => {
    const share = (a: Period, b: Period) => {
      const common = listed(a).some((day) => contains(b, day));
      const beyond = a.to === null && b.to === null;
      expect(overlaps(a, b)).toBe(common || beyond);
      expect(overlaps(b, a)).toBe(overlaps(a, b));
    };
    fc.assert(fc.property(periods, periods, share), runs(1_000));
  });
});

test("China time is eight hours ahead of UTC, on the day it is there", () => {
  expect(chinaTime(new Date("2023-12-31T15:59:59Z"))).toBe("2023-12-31 23:59:59");
  expect(chinaTime(new Date("2023-12-31T16:00:00Z"))).toBe("2024-01-01 00:00:00");
});

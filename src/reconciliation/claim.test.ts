import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { addDays, type CivilDate, dateFromDayNumber } from "../kernel/index.ts";
import { claimedDays, claimsOf, daysOfMonth, monthsBetween, unclaimedDays } from "./claim.ts";
import type { ClearingApplication } from "./clearing.ts";

const days = (from: string, to: string) => ({ from: from as CivilDate, to: to as CivilDate });

describe("months", () => {
  test("have their first and last day", () => {
    expect(daysOfMonth("202302")).toEqual(days("2023-02-01", "2023-02-28"));
    expect(daysOfMonth("202402")).toEqual(days("2024-02-01", "2024-02-29"));
    expect(daysOfMonth("202312")).toEqual(days("2023-12-01", "2023-12-31"));
    for (const none of ["000001", "999912", "202313", "202300", "2023-1", "", "20231"]) {
      expect(daysOfMonth(none)).toBeNull();
    }
  });

  test("from one to another, over a new year", () => {
    const months = monthsBetween(
      days("2023-11-01", "2023-11-30"),
      days("2024-02-01", "2024-02-29"),
    );
    expect(months.map(({ from }) => from)).toEqual([
      "2023-11-01",
      "2023-12-01",
      "2024-01-01",
      "2024-02-01",
    ]);
  });
});

describe("days applied for and not", () => {
  const gaps = fc.array(fc.tuple(fc.nat(4), fc.nat(9)), { maxLength: 8 });

  test("each day of a stretch is in exactly one of the two", () => {
    fc.assert(
      fc.property(gaps, fc.nat(20), fc.nat(40), (parts, start, length) => {
        const standing: { from: CivilDate; to: CivilDate }[] = [];
        let at = 19_000;
        for (const [gap, more] of parts) {
          const from = dateFromDayNumber(at + gap);
          standing.push({ from, to: addDays(from, more) });
          at += gap + more + 1;
        }
        const from = dateFromDayNumber(19_000 + start - 5);
        const stretch = { from, to: addDays(from, length) };
        const listed = (all: readonly { from: CivilDate; to: CivilDate }[]): string[] =>
          all.flatMap((one) => {
            const dates: string[] = [];
            for (let day = one.from; day <= one.to; day = addDays(day, 1)) dates.push(day);
            return dates;
          });
        const both = [
          ...listed(unclaimedDays(stretch, standing)),
          ...listed(claimedDays(stretch, standing)),
        ];
        expect(both.toSorted()).toEqual(listed([stretch]));
      }),
      runs(300),
    );
  });

  test("an application belongs to the month it names, its days to nobody else", () => {
    const application = {
      ...days("2023-05-20", "2023-06-10"),
      month: "202306",
      state: "applied",
    } as ClearingApplication;
    const june = claimsOf([days("2023-06-01", "2023-06-30")], [application]);
    expect(june.map(({ from, to }) => [from, to])).toEqual([
      ["2023-05-20", "2023-06-10"],
      ["2023-06-11", "2023-06-30"],
    ]);
    const may = claimsOf([days("2023-05-01", "2023-05-31")], [application]);
    expect(may.map(({ from, to }) => [from, to])).toEqual([["2023-05-01", "2023-05-19"]]);
    const withdrawn = { ...application, state: "withdrawn" } as ClearingApplication;
    expect(claimsOf([days("2023-05-01", "2023-05-31")], [withdrawn])).toHaveLength(1);
  });
});

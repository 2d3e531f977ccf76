import { expect, test } from "vitest";
import { fittingFloors } from "./fitting-floors.ts";

// Goal: what another table says at least stands in a row is believed as far as it can be true.
// Method: rows of a total and two parts, and floors of the two parts as printed or exchanged.

const row = (...fen: readonly number[]) =>
  fen.map((one) => ({ fen: one, step: 0, is_blank: false }));
const ROWS = [row(100, 70, 30), row(60, 50, 10), row(40, 20, 20), row(30, 30)];

test("floors that the rows can hold stay", () => {
  const floors = [
    [0, 60, 20],
    [0, 50, 5],
    [0, 10, 15],
    [0, 30, 0],
  ];
  expect(fittingFloors(ROWS, floors, 0)).toBe(floors);
});

test("floors of two columns that only fit exchanged are exchanged", () => {
  const floors = [
    [0, 20, 60],
    [0, 5, 50],
    [0, 15, 10],
    [0, 0, 30],
  ];
  expect(fittingFloors(ROWS, floors, 0)[0]).toEqual([0, 60, 20]);
});

test("one row at odds is an error of that row", () => {
  const floors = [
    [0, 20, 60],
    [0, 50, 5],
    [0, 10, 15],
    [0, 30, 0],
  ];
  expect(fittingFloors(ROWS, floors, 0)).toBe(floors);
});

import { expect, test } from "vitest";
import { chinaStamp, dateText, dateTimeText } from "./wire-time.ts";

test("the forms of a date and time come to one", () => {
  for (const form of [
    "2023-06-01 08:30:00",
    "2023-06-01T08:30:00",
    "2023-06-01 08:30:00.0",
    "2023-06-01T08:30:00.123",
    "2023-06-01 08:30",
    "20230601083000",
  ]) {
    expect(dateTimeText(form), form).toBe("2023-06-01 08:30:00");
  }
  expect(dateTimeText("2023-06-01")).toBe("2023-06-01 00:00:00");
  expect(dateTimeText("20230601")).toBe("2023-06-01 00:00:00");
});

test("a day or an hour that does not exist is none", () => {
  for (const form of [
    "2023-02-29 08:30:00",
    "2023-06-01 24:00:00",
    "2023-06-01 08:60:00",
    "2023-06-01 08:30:61",
    "2023-06-01 8:30:00",
    "2023-06-01x08:30:00",
    "2023-6-1",
    "20231301",
    "1685577600000",
    "2023-06-01 08:30:00Z",
    "",
  ]) {
    expect(dateTimeText(form), form).toBeNull();
  }
});

test("a date may come with its time", () => {
  expect(dateText("2023-06-01")).toBe("2023-06-01");
  expect(dateText("2023-06-01 23:59:59")).toBe("2023-06-01");
  expect(dateText("20230601")).toBe("2023-06-01");
  expect(dateText("June")).toBeNull();
});

test("stamps are in China Standard Time", () => {
  expect(chinaStamp(new Date("2023-05-31T16:00:00.007Z"))).toBe("20230601000000007");
});

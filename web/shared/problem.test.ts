import { expect, test } from "vitest";
import { fieldPath, isBusy, problemOf } from "./problem.ts";

// Goal: what the platform says of an error reaches the form: field, reason, mend, waiting time.

test("the field of a problem is a path of the form", () => {
  expect(fieldPath("lines[0].class")).toEqual(["lines", 0, "class"]);
  expect(fieldPath("this_year.本年同级住院次数")).toEqual(["this_year", "本年同级住院次数"]);
  expect(fieldPath("total")).toEqual(["total"]);
});

test("a problem document is read, and how long to wait", async () => {
  const body = { detail: "甲。乙", code: "A-B", field: "total", reason: "甲", mend: "乙" };
  const bad = await problemOf(Response.json(body, { status: 400 }));
  expect(bad).toMatchObject({ status: 400, code: "A-B", field: "total", reason: "甲", mend: "乙" });
  const headers = { "retry-after": "7" };
  const busy = await problemOf(new Response("{}", { status: 503, headers }));
  expect([isBusy(busy), busy.retry_after_seconds]).toEqual([true, 7]);
});

test("an answer that is no document is still a problem", async () => {
  const broken = await problemOf(new Response("<html>", { status: 502 }));
  expect(broken).toMatchObject({ status: 502, code: null, retry_after_seconds: null });
});

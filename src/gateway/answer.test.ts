import { expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { type AnswerHead, errorSentence, exchangeId, failureText, successText } from "./answer.ts";

const HEAD: AnswerHead = {
  infcode_form: "text",
  inf_refmsgid: exchangeId("430400", new Date("2023-06-01T00:30:00Z"), 7),
  received_at: new Date("2023-06-01T00:30:00.001Z"),
  responded_at: new Date("2023-06-01T00:30:00.025Z"),
};

test("a success has infcode 0, an empty err_msg, and its output", () => {
  expect(successText(HEAD, '{"a":1.00}')).toBe(
    '{"infcode":"0","inf_refmsgid":"430400202306010830000000000007",' +
      '"refmsg_time":"20230601083000001","respond_time":"20230601083000025",' +
      '"err_msg":"","output":{"a":1.00}}',
  );
  expect(JSON.parse(successText(HEAD, null))).not.toHaveProperty("output");
});

test("infcode is a number for those who want one", () => {
  const head: AnswerHead = { ...HEAD, infcode_form: "number" };
  expect(JSON.parse(successText(head, null)).infcode).toBe(0);
  expect(JSON.parse(failureText(head, "x")).infcode).toBe(-1);
  expect(JSON.parse(failureText(HEAD, "x")).infcode).toBe("-1");
});

test("err_msg has at most 200 characters and is safe for any text", () => {
  expect(JSON.parse(failureText(HEAD, "错".repeat(300))).err_msg).toHaveLength(200);
  expect(JSON.parse(failureText(HEAD, '"\\\n\u2028')).err_msg).toBe('"\\\n\u2028');
  const emoji = JSON.parse(failureText(HEAD, "😀".repeat(150))).err_msg as string;
  expect(emoji.endsWith("😀…")).toBe(true);
});

test("a long place is dropped before the mend is cut", () => {
  const short = new YibaoError("GATEWAY-NOT-TEXT", { kind: "数组" }, "data.a（甲）");
  expect(errorSentence(short)).toBe("data.a（甲）：收到的是数组，应为文本。请改为文本后重发");
  const long = new YibaoError("GATEWAY-NOT-TEXT", { kind: "数组" }, "x".repeat(300));
  expect(errorSentence(long)).toBe("收到的是数组，应为文本。请改为文本后重发");
});

test("long values are cut before the place is dropped or the mend is cut", () => {
  const details = { own_code: "药".repeat(500), day: "2023-06-01" };
  const error = new YibaoError("SETTLEMENT-LINE-UNMAPPED", details, "drugdetail.a（甲）");
  const sentence = errorSentence(error);
  expect(sentence).toMatch(/^drugdetail\.a（甲）：机构目录编码“药{39}…”/);
  expect(sentence).toContain("请先上传目录对照（3301），再上传费用");
  expect(sentence.length).toBeLessThanOrEqual(200);
});

test("inf_refmsgid has thirty characters whatever the running number", () => {
  const id = exchangeId("430400", new Date("2023-06-01T00:30:00Z"), 123_456_789_012);
  expect(id).toBe("430400202306010830003456789012");
});

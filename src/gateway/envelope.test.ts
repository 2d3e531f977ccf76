import { expect, test } from "vitest";
import { contentHash, type EnvelopeContext, envelopeOf, membersOf } from "./envelope.ts";
import { INSTITUTION, message, type Wire } from "./fixtures/messages.ts";

const PLAIN: EnvelopeContext = { path_infno: null, key_institution: null, key_proved: false };

function envelope(changes: Wire, context: Partial<EnvelopeContext> = {}) {
  const body = Buffer.from(JSON.stringify(message("1101", { data: {} }, changes)));
  return envelopeOf(membersOf(body), { ...PLAIN, ...context });
}

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "";
}

test("the members that the platform needs", () => {
  expect(envelope({ opter_type: 2, inf_time: "20230601083000" })).toMatchObject({
    infno: "1101",
    institution_code: INSTITUTION,
    mdtrtarea_admvs: "430400",
    operator: { type: "2", id: "001", name: "收费员" },
    sign_no: null,
    sent_at: "2023-06-01 08:30:00",
  });
});

test("members that a hospital's gateway would fill may be missing", () => {
  const bare = { infno: "1101", msgid: "ABC-1", medins_code: INSTITUTION, input: "{}" };
  const read = envelopeOf(membersOf(Buffer.from(JSON.stringify(bare))), PLAIN);
  expect(read).toMatchObject({
    institution_code: INSTITUTION,
    mdtrtarea_admvs: null,
    sent_at: null,
    operator: { type: null, id: null, name: null },
    input: "{}",
  });
});

test("the institution may come from the access key, and must be known", () => {
  const missing = { fixmedins_code: "null" };
  expect(code(() => envelope(missing))).toBe("GATEWAY-MEMBER-MISSING");
  expect(envelope(missing, { key_institution: "P43040000001" }).institution_code).toBe(
    "P43040000001",
  );
});

test("a proved key speaks for its own institution only", () => {
  const key = { key_institution: "H43040000002", key_proved: true };
  expect(code(() => envelope({}, key))).toBe("GATEWAY-INSTITUTION-NOT-THE-KEYS");
  expect(code(() => envelope({}, { ...key, key_proved: false }))).toBe("");
  expect(envelope({}, { key_institution: INSTITUTION, key_proved: true }).msgid).toBeTruthy();
});

test("the transaction's code is in the path or the body, and the same in both", () => {
  expect(envelope({ infno: "" }, { path_infno: "2207" }).infno).toBe("2207");
  expect(envelope({ infno: 1101 }).infno).toBe("1101");
  expect(code(() => envelope({ infno: null }))).toBe("GATEWAY-INFNO-MISSING");
  expect(code(() => envelope({}, { path_infno: "2207" }))).toBe("GATEWAY-INFNO-MISMATCH");
});

test("msgid is opaque, at most forty characters", () => {
  expect(envelope({ msgid: "5F2C4B7E9D1A4E6F8B3C2D1E0F9A8B" }).msgid).toHaveLength(30);
  expect(code(() => envelope({ msgid: "" }))).toBe("GATEWAY-MEMBER-MISSING");
  expect(code(() => envelope({ msgid: "x".repeat(41) }))).toBe("GATEWAY-MSGID-TOO-LONG");
});

test("regions have six digits, times exist", () => {
  expect(code(() => envelope({ insuplc_admdvs: "4304" }))).toBe("GATEWAY-REGION-NOT-A-REGION");
  expect(envelope({ insuplc_admdvs: "" }).insuplc_admdvs).toBeNull();
  expect(code(() => envelope({ inf_time: "yesterday" }))).toBe("GATEWAY-NOT-A-TIME");
});

test("a body is UTF-8 JSON, with a byte order mark or wrapped as text at most", () => {
  const text = JSON.stringify(message("1101", {}));
  expect(membersOf(Buffer.from(`\ufeff${text}`)).infno).toBe("1101");
  expect(membersOf(Buffer.from(JSON.stringify(text))).infno).toBe("1101");
  expect(code(() => membersOf(Buffer.from("")))).toBe("GATEWAY-NOT-JSON");
  expect(code(() => membersOf(Buffer.from("[]")))).toBe("GATEWAY-NOT-JSON");
  expect(code(() => membersOf(Buffer.from('{"a":')))).toBe("GATEWAY-NOT-JSON");
  expect(code(() => membersOf(Buffer.from([0xc4, 0xe3, 0xba, 0xc3])))).toBe("GATEWAY-NOT-UTF8");
});

test("the content of a message is its regions and typed input, not its clock or msgid", () => {
  const content = {
    infno: "2207",
    institution_code: INSTITUTION,
    mdtrtarea_admvs: "430400",
    insuplc_admdvs: null,
    input: { data: { psn_no: "1" } },
  };
  expect(contentHash(content)).toMatch(/^[0-9a-f]{64}$/);
  expect(contentHash({ ...content })).toBe(contentHash(content));
  expect(contentHash({ ...content, insuplc_admdvs: "440100" })).not.toBe(contentHash(content));
});

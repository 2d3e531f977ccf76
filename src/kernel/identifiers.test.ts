import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import {
  certificateBirthday,
  certificateCheckCharacter,
  certificateSex,
  dateFromDayNumber,
  isCertificateNumber,
  isInstitutionCode,
  isRegionCode,
} from "./index.ts";

// Goal: a mistyped identity number does not pass. Method: every single wrong digit and every swap
// of neighbours in generated numbers (of a region that is not assigned).

const certificates = fc
  .tuple(fc.integer({ min: 0, max: 18_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([day, serial]) => {
    const born = dateFromDayNumber(day).replaceAll("-", "");
    const first17 = `999999${born}${String(serial).padStart(3, "0")}`;
    return first17 + certificateCheckCharacter(first17);
  });

describe("resident identity numbers", () => {
  test("the example of the standard", () => {
    expect(certificateCheckCharacter("11010519491231002")).toBe("X");
    expect(isCertificateNumber("11010519491231002X")).toBe(true);
    expect(certificateBirthday("11010519491231002X")).toBe("1949-12-31");
    expect(certificateSex("11010519491231002X")).toBe("2");
  });

  test("one wrong digit, or two neighbours swapped, is found", () => {
    const found = (number: string, at: number, other: number) => {
      expect(isCertificateNumber(number)).toBe(true);
      const wrong = number.slice(0, at) + String(other) + number.slice(at + 1);
      expect(isCertificateNumber(wrong)).toBe(wrong === number);
      const swapped =
        number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
      expect(isCertificateNumber(swapped)).toBe(swapped === number);
    };
    const places = fc.integer({ min: 0, max: 16 });
    fc.assert(fc.property(certificates, places, fc.nat(9), found), runs(2_000));
  });

  test.each(["", "11010519491231002", "11010519491231002x", "110105194913310020", "x".repeat(18)])(
    "%j is not one",
    (text) => expect(isCertificateNumber(text)).toBe(false),
  );

  test("a right check over a birthday that never was does not pass", () => {
    const first17 = "99999920230229001";
    expect(isCertificateNumber(first17 + certificateCheckCharacter(first17))).toBe(false);
  });
});

test("institutions and regions", () => {
  for (const code of ["H43040000001", "P4304000000A"]) expect(isInstitutionCode(code)).toBe(true);
  for (const code of ["X43040000001", "H4304000001", "H43040000001 ", "h43040000001", ""]) {
    expect(isInstitutionCode(code)).toBe(false);
  }
  expect(isRegionCode("430400")).toBe(true);
  for (const code of ["43040", "4304000", "43040a", ""]) expect(isRegionCode(code)).toBe(false);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { maskedCertificate, maskedName, maskedPhone } from "./mask.ts";

test("what is left of names and numbers", () => {
  expect(maskedName("张三")).toBe("张*");
  expect(maskedName("欧阳娜娜")).toBe("欧***");
  expect(maskedName("王")).toBe("*");
  expect(maskedName("")).toBe("");
  expect(maskedName("𠮷田")).toBe("𠮷*");
  expect(maskedCertificate("430405198005010012")).toBe("430*************12");
  expect(maskedCertificate("E1234567")).toBe("********");
  expect(maskedPhone("13800005678")).toBe("138****5678");
  expect(maskedPhone("8201234")).toBe("*******");
});

const text = fc.string({ unit: "binary", maxLength: 40 });

test("a masked name tells its length and its first character, never more", () => {
  fc.assert(
    fc.property(text, (name) => {
      const [characters, masked] = [[...name], [...maskedName(name)]];
      expect(masked).toHaveLength(characters.length);
      expect(masked.slice(1).every((one) => one === "*")).toBe(true);
      if (characters.length === 1) expect(masked).toEqual(["*"]);
    }),
  );
});

test("a masked number keeps its length; two that differ in the middle look the same", () => {
  fc.assert(
    fc.property(text, fc.constantFrom(maskedCertificate, maskedPhone), (number, mask) => {
      const characters = [...number];
      const masked = [...mask(number)];
      expect(masked).toHaveLength(characters.length);
      const shown = masked.filter((one, index) => one === characters[index] && one !== "*");
      expect(shown.length).toBeLessThanOrEqual(7);
      expect(masked.length - shown.length).toBeGreaterThanOrEqual(Math.min(masked.length, 4));
      const other = characters.map((one, index) => (masked[index] === "*" ? "#" : one)).join("");
      expect(mask(other)).toBe(mask(number));
    }),
  );
});

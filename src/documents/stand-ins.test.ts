import { expect, test } from "vitest";
import { readDocument } from "./index.ts";
import { withoutStandIns } from "./stand-ins.ts";

// PDF programs write radicals in place of letters; a name must be found all the same.

test("radicals, compatibility ideographs and joined letters become the usual ones", () => {
  expect(withoutStandIns("公务用⻋运行维护费，增⻓1%")).toBe("公务用车运行维护费，增长1%");
  expect(withoutStandIns("⼀般公共预算⽀出 ﬁ")).toBe("一般公共预算支出 fi");
});

test("every radical of the supplement has a letter that is none", () => {
  for (let code = 0x2e80; code <= 0x2ef3; code += 1) {
    const letter = withoutStandIns(String.fromCharCode(code));
    expect([...letter]).toHaveLength(1);
  }
  expect(withoutStandIns("⻋⻓⻔⻢⻅")).toBe("车长门马见");
});

test("text that was taken out of a PDF is read so, its lines where they were", async () => {
  const bytes = new TextEncoder().encode("公务用⻋\n\n增⻓");
  const document = await readDocument(bytes, "taken.txt");
  expect(document.pages.flatMap(({ lines }) => lines).map((one) => [one.number, one.text])).toEqual(
    [
      [1, "公务用车"],
      [3, "增长"],
    ],
  );
});

import { expect, test } from "vitest";
import { readDocument } from "../src/documents/index.ts";
import { writePublication } from "../src/publication/index.ts";
import { plantedIn, publicationFor } from "./disclosure-campaign/task.ts";

// Goal: what a PDF says does not depend on what the same process printed before it. It did: a
// letter of the second document came out as another one.

const SEED = "fin1-1";
const NOTE = "注：本部门本年度没有该项收入，也没有安排支出，故本表无数据。";

function planted(kind: string) {
  const made = plantedIn(publicationFor("jiangsu-final", SEED), { kind, seed: SEED });
  if (made === null) throw new Error(`${kind} cannot be planted`);
  return made.publication;
}

test("a document printed after another has every letter of its own", async () => {
  await writePublication(planted("table-doubled"), "pdf");
  const bytes = await writePublication(planted("table-empty-note"), "pdf");
  const { pages } = await readDocument(bytes, "公开文本.pdf");
  const lines = pages.flatMap((page) => page.lines.map(({ text }) => text.replace(/\s/g, "")));
  expect(lines).toContain(NOTE);
});

import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approvedLines,
  item,
  paid,
  release,
  smallBooks,
} from "../../../test/support/department.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";

// Goal: the whole disclosure is made in the browser, of a data folder or of the department's
// books; what is missing is asked for by name, and nothing is kept before it is whole.

let workbench: SmallWorkbench;
beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench.close());

const PUBLICATIONS = "/api/v1/disclosures/publications";

function make(body: object) {
  return workbench.ask("general-office", { method: "POST", url: PUBLICATIONS, body });
}

async function count(): Promise<number> {
  return (await workbench.ask("general-office", { url: PUBLICATIONS })).json.total;
}

test("what it can be made of", async () => {
  const { json } = await workbench.ask("finance-officer", { url: "/api/v1/disclosures/sources" });
  expect(json.folders).toContainEqual({
    ...{ folder: "fictitious-county-2025-budget", unit: "虚构省松岭县医疗保障局" },
    ...{ year: 2025, kind: "budget", source: expect.stringContaining("虚构") },
  });
});

describe("from a data folder", () => {
  test("in the formats asked for, checked, looked at in a frame that can run nothing", async () => {
    const answer = await make({
      ...{ folder: "fictitious-county-2025-budget", formats: ["text"] },
    });
    expect(answer.json).toEqual({
      publication_no: expect.any(Number),
      missing: { paragraphs: [], figures: [], reasons: [] },
    });
    const url = `${PUBLICATIONS}/${answer.json.publication_no}`;
    const { json } = await workbench.ask("finance-reviewer", { url });
    expect(json).toMatchObject({ year: 2025, kind: "budget", errors: 0, tables_not_made: [] });
    expect(json.checks.map(({ path }: { path: string }) => path)).toEqual([
      "disclosure.html",
      "disclosure.txt",
    ]);
    const page = await workbench.ask("finance-reviewer", { url: `${url}/page` });
    expect(page.text).toContain("虚构省松岭县医疗保障局");
    expect(page.headers["content-disposition"]).toMatch(/^inline/);
    expect(page.headers["content-security-policy"]).toContain("sandbox; frame-ancestors 'self'");
    const cookie = await workbench.session("general-office");
    const data = await workbench.app.inject({
      url: `${url}/file?format=data`,
      headers: { cookie },
    });
    expect(Object.keys(unzipSync(new Uint8Array(data.rawPayload)))).toContain("datapackage.json");
    const text = await workbench.ask("general-office", { url: `${url}/file?format=txt` });
    expect(text.text).toContain("虚构省松岭县医疗保障局");
    const none = await workbench.ask("general-office", { url: `${url}/file?format=pdf` });
    expect([none.status, none.json.code]).toEqual([404, "PUBLICATION-UNKNOWN"]);
  });

  test("a name that is no folder of ours, a form that is none: nothing is kept", async () => {
    const before = await count();
    for (const [body, code] of [
      [{ folder: "../../src" }, "PUBLICATION-FOLDER-UNKNOWN"],
      [{}, "PUBLICATION-FOLDER-UNKNOWN"],
      [{ folder: "hunan-2023-final", profile: "nowhere" }, "PUBLICATION-PROFILE"],
    ] as const) {
      const answer = await make(body);
      expect([answer.status, answer.json.code]).toEqual([400, code]);
    }
    expect(await count()).toBe(before);
    const none = await workbench.ask("general-office", { url: `${PUBLICATIONS}/999999` });
    expect([none.status, none.json.code]).toEqual([404, "PUBLICATION-UNKNOWN"]);
  });
});

interface Missing {
  readonly paragraphs: readonly { readonly id: string; readonly words: string }[];
  readonly figures: readonly { readonly address: string; readonly quantity: string }[];
  readonly reasons: readonly { readonly address: string; readonly words: string }[];
}

/** As somebody would fill in the form: each thing that is asked for. */
function filled({ paragraphs, figures, reasons }: Missing) {
  return {
    paragraphs: Object.fromEntries(paragraphs.map(({ id }) => [id, "虚构的一段话。"])),
    reasons: Object.fromEntries(reasons.map(({ address }) => [address, "虚构的原因"])),
    figures: figures.map(({ address, quantity }) => ({ address, quantity, text: "0" })),
  };
}

const ROUNDS_MOST = 12;

/** A sentence that lacks one figure may lack another: it is asked for until nothing is missing. */
async function madeAtLast(asked: object) {
  const known = { paragraphs: {}, reasons: {}, figures: [] as object[] };
  for (let round = 0; round < ROUNDS_MOST; round += 1) {
    const { json } = await make({ ...asked, filled: known });
    if (json.publication_no !== null) return json;
    const more = filled(json.missing);
    Object.assign(known.paragraphs, more.paragraphs);
    Object.assign(known.reasons, more.reasons);
    known.figures.push(...more.figures);
  }
  throw new Error("something is asked for again and again");
}

describe("from the books", () => {
  const UNIT = "P00001";

  test("what the books do not know is asked for by name, and then it is made", async () => {
    const { store } = workbench.platform;
    const books = await smallBooks(store, "administrative", UNIT);
    const budget = [item(98_765_43), item(1_234_56, { economic_code: "30217" })];
    const lines = await approvedLines(
      books,
      budget.map((one) => ({ ...one, unit_code: UNIT })),
    );
    for (const [index, line_no] of lines.entries()) {
      const { amount_fen } = budget[index] as (typeof budget)[number];
      await release(books, line_no, amount_fen);
      await paid(books, line_no, amount_fen);
    }
    const url = "/api/v1/disclosures/sources";
    const { json } = await workbench.ask("general-office", { url });
    expect(json.units).toContainEqual({
      ...{ unit_code: UNIT, name: "虚构市医疗保障局", years: [2023] },
    });
    const before = await count();
    const asked = {
      unit_code: UNIT,
      year: 2023,
      kind: "final",
      profile: "core-final",
      formats: [],
    };
    const first = await make(asked);
    expect(first.json.publication_no).toBeNull();
    const { missing } = first.json;
    expect(missing.paragraphs.map(({ words }: { words: string }) => words).join()).toContain(
      "职责",
    );
    expect(missing.figures.length).toBeGreaterThan(0);
    expect(await count()).toBe(before);
    const wrong = { ...filled(missing), figures: [{ ...missing.figures[0], text: "一百" }] };
    const refused = await make({ ...asked, filled: wrong });
    expect(refused.json.code).toMatch(/^PUBLICATION-(AMOUNT|COUNT)$/);
    expect((await madeAtLast(asked)).publication_no).toEqual(expect.any(Number));
    expect(await count()).toBe(before + 1);
    const nothing = await make({ ...asked, year: 2022 });
    expect(nothing.json.code).toBe("PUBLICATION-BOOKS-EMPTY");
  });
});

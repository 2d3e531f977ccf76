import { describe, expect, test } from "vitest";
import { printed, type RandomForm, randomForm } from "../../test/support/disclosure/random-form.ts";
import {
  documentOf,
  FORMATS,
  figuresIn,
  readBack,
  readBytes,
  type WrittenGrid,
} from "../../test/support/disclosure/written-grid.ts";
import { type RandomStream, randomStream } from "../../test/support/random.ts";

// Whatever consistent table is printed, and however: every figure is read back as it was, or it is
// open. Never is one read wrong.

const TRIALS = 60;

function truthOf({ rows, columns }: RandomForm): Readonly<Record<string, number>> {
  return Object.fromEntries(
    rows.flatMap(({ id, values }) => {
      return columns.map(([column], at) => [`${id}.${column}`, values[at] as number]);
    }),
  );
}

const LAYOUTS: readonly ((form: RandomForm) => WrittenGrid)[] = [
  (form) => ({
    title: form.title,
    headerRows: 2,
    rows: [
      ["项目", "<", ...form.columns.map(([, words]) => words)],
      ["科目编码", "科目名称", ...form.columns.map(() => "^")],
      ...form.rows.map(({ id, name, values }) => {
        return [id === "total" ? "" : id, name, ...values.map((value) => printed(value))];
      }),
    ],
  }),
  (form) => ({
    title: form.title,
    headerRows: 2,
    rows: [
      ["功能科目", "<", "<", "科目名称", ...form.columns.map(([, words]) => words)],
      ["类", "款", "项", "^", ...form.columns.map(() => "^")],
      ...[...form.rows.slice(1), form.rows[0] as RandomForm["rows"][number]].map((row) => {
        const code = row.id === "total" ? "" : row.id;
        const parts = [code.slice(0, 3), code.slice(3, 5), code.slice(5)];
        return [...parts, row.name, ...row.values.map((value) => printed(value, "0.00"))];
      }),
    ],
  }),
  (form) => ({
    title: form.title,
    headerRows: 1,
    rows: [
      ["科目", ...form.columns.map(([, words]) => words)],
      ...form.rows.map(({ id, name, values }) => {
        const label = id === "total" ? name : `${id} ${name}`;
        return [label, ...values.map((value) => printed(value, "-"))];
      }),
    ],
  }),
];

describe("a random table", () => {
  test("in every layout and format is read back whole", async () => {
    const random = randomStream();
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const form = randomForm(random);
      const [layout, format] = [random.pick(LAYOUTS), random.pick(FORMATS)];
      const note = `seed ${random.seed}, trial ${trial}, ${format}`;
      const reading = await readBack(documentOf([layout(form)]), format);
      expect(figuresIn(reading, form.topic, true), note).toEqual(truthOf(form));
    }
  });

  test("as text without columns is read back right, or is open", async () => {
    const random = randomStream();
    let [known, all] = [0, 0];
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const form = randomForm(random);
      const note = `seed ${random.seed}, trial ${trial}`;
      const reading = await readBytes(new TextEncoder().encode(textOf(form)), "样本.txt");
      const truth = truthOf(form);
      const found = figuresIn(reading, form.topic, true);
      for (const [address, value] of Object.entries(found)) {
        expect([address, value], note).toEqual([address, truth[address]]);
      }
      // Where a column is blank all the way down, nobody can say which one it is.
      if (form.rows[0]?.values.includes(0) === true) continue;
      known += Object.keys(found).length;
      all += Object.keys(truth).length;
    }
    expect(known / all).toBeGreaterThan(0.9);
  });
});

describe("a random table with one wrong figure, as text without columns", () => {
  test("no figure is put where it does not stand", async () => {
    const random = randomStream();
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const form = spoiled(randomForm(random), random);
      const reading = await readBytes(new TextEncoder().encode(textOf(form)), "样本.txt");
      const truth = truthOf(form);
      const wrong = Object.entries(figuresIn(reading, form.topic, true)).filter(
        ([address, value]) => truth[address] !== value,
      );
      expect(wrong, `seed ${random.seed}, trial ${trial}`).toEqual([]);
    }
  });
});

function spoiled(form: RandomForm, random: RandomStream): RandomForm {
  const at = random.below(form.rows.length);
  const rows = form.rows.map((row, index) => {
    const full = row.values.flatMap((value, column) => (value > 0 ? [column] : []));
    if (index !== at || full.length === 0) return row;
    const column = random.pick(full);
    const values = row.values.map((value, i) => (i === column ? value + 12_340_000 : value));
    return { ...row, values };
  });
  return { ...form, rows };
}

function textOf(form: RandomForm): string {
  const rows = form.rows.map(({ id, name, values }) => {
    const figures = values.map((value) => printed(value)).filter((text) => text !== "");
    return [id === "total" ? "" : id, name, ...figures].join(" ").trim();
  });
  return [
    "湖南省虚构医疗保障局",
    "2023年度部门决算",
    "",
    form.title,
    "单位：万元",
    "",
    `科目编码 科目名称 ${form.columns.map(([, words]) => words).join(" ")}`,
    "",
    ...rows.flatMap((row) => [row, ""]),
    "注：本表为虚构。",
  ].join("\n");
}

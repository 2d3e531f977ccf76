import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";
import { fileCircles, roomCircles } from "./house/circles.ts";
import { deadFiles } from "./house/dead-files.ts";
import { doubledCodes } from "./house/error-table.ts";
import { anyTypes, leftoverNotes, silencedTools, testsLeftOut } from "./house/leftovers.ts";
import { impureDomain } from "./house/pure-domain.ts";
import {
  computedImports,
  FLOORS,
  floorsOnPaper,
  homelessFiles,
  importsPastTheFace,
  upwardImports,
} from "./house/rooms.ts";
import { longFunctions, longLines } from "./house/size.ts";
import {
  readSourceTree,
  type SourceFile,
  sampleTree,
  type Violation,
  violationTexts,
} from "./house/source-file.ts";

/**
 * The house rules, executed: every .ts file of src/, bench/ and test/ is read once and held
 * against each rule. A rule first shows on small samples that it catches what it forbids and
 * nothing else, then looks at the tree.
 */
const ROOT = packageRoot();
const TREE = readSourceTree(ROOT);

type Rule = (files: readonly SourceFile[]) => readonly Violation[];
type Sample = Readonly<Record<string, string>>;

/** `bad` gives exactly the places named in `caught`; `good` gives none. */
interface RuleSamples {
  readonly bad: Sample;
  readonly caught: readonly string[];
  readonly good: Sample;
}

function houseRule(title: string, rule: Rule, samples: RuleSamples): void {
  describe(title, () => {
    test("is caught in a bad sample, and not in a good one", () => {
      const places = rule(sampleTree(samples.bad)).map(({ path, line }) => `${path}:${line}`);
      expect(places.toSorted()).toEqual(samples.caught.toSorted());
      expect(violationTexts(rule(sampleTree(samples.good)))).toEqual([]);
    });

    test("is not in the house", () => {
      expect(violationTexts(rule(TREE))).toEqual([]);
    });
  });
}

houseRule("a file that stands in no room", homelessFiles, {
  bad: { "src/helpers.ts": "", "src/attic/index.ts": "" },
  caught: ["src/helpers.ts:1", "src/attic/index.ts:1"],
  good: { "src/main.ts": "", "src/kernel/fen.ts": "", "bench/settle.ts": "", "test/a.test.ts": "" },
});

houseRule("an import from a lower floor to a higher one, or between neighbours", upwardImports, {
  bad: {
    "src/kernel/fen.ts": '\nimport type { Store } from "../store/index.ts";',
    "src/people/person.ts": 'export * from "../catalogue/index.ts";',
    "src/ledger/seal.ts": 'const late = await import("../gateway/index.ts");',
    "src/policy/plan.ts": 'type Late = import("../settlement/index.ts").Bill;',
    "src/store/run.ts": 'import { freshDatabase } from "../../test/support/database.ts";',
    "src/server/start.ts": 'new Worker(new URL("../command/work.ts", import.meta.url));',
  },
  caught: [
    "src/kernel/fen.ts:2",
    "src/people/person.ts:1",
    "src/ledger/seal.ts:1",
    "src/policy/plan.ts:1",
    "src/store/run.ts:1",
    "src/server/start.ts:1",
  ],
  good: {
    "src/settlement/bill.ts": 'import type { Fen } from "../kernel/index.ts";',
    "src/store/run.test.ts": 'import { freshDatabase } from "../../test/support/database.ts";',
    "src/main.ts": 'import { HELP } from "./command/help.ts";',
    "bench/settle.ts": 'import { startServer } from "../src/server/index.ts";',
  },
});

houseRule("a room reached past its face", importsPastTheFace, {
  bad: {
    "src/settlement/bill.ts": 'import { fen } from "../kernel/fen.ts";',
    "src/settlement/bill.test.ts": 'import { fen } from "../kernel/fen.ts";',
    "test/journey.test.ts": 'import { runCase } from "../src/settlement/case-run.ts";',
    "bench/settle.ts": 'import { runs } from "../test/house/rooms.ts";',
    "src/command/bench.ts": 'import { bills } from "../../bench/adjudicate/bills.ts";',
  },
  caught: [
    "src/settlement/bill.ts:1",
    "src/settlement/bill.test.ts:1",
    "test/journey.test.ts:1",
    "bench/settle.ts:1",
    "src/command/bench.ts:1",
  ],
  good: {
    "src/settlement/bill.ts": 'import { fen } from "../kernel/index.ts";',
    "src/settlement/bill.test.ts": 'import { settle } from "./bill.ts";',
    "src/gateway/client/call.ts": 'import { answer } from "../answer.ts";',
    "src/command/bench.ts": 'await import("../../bench/adjudicate.ts");',
    "test/journey.test.ts": 'import { main } from "../src/main.ts";',
  },
});

houseRule("an import whose path is computed", computedImports, {
  bad: { "src/command/bench.ts": "\nawait import(name);" },
  caught: ["src/command/bench.ts:2"],
  good: { "src/command/bench.ts": "await import(`../../bench/settle.ts`);" },
});

houseRule("a circle between rooms", roomCircles, {
  bad: {
    "src/people/person.ts": 'import "../ledger/index.ts";',
    "src/ledger/entry.ts": 'import "../settlement/index.ts";',
    "src/settlement/bill.ts": 'import "../people/index.ts";',
  },
  caught: ["src/settlement/bill.ts:1"],
  good: {
    "src/people/person.ts": 'import "../ledger/index.ts"; import "./name.ts";',
    "src/ledger/entry.test.ts": 'import "../people/index.ts";',
  },
});

houseRule("a circle between files", fileCircles, {
  bad: {
    "src/kernel/a.ts": 'import "./b.ts";',
    "src/kernel/b.ts": 'import type { C } from "./c.ts";',
    "src/kernel/c.ts": '\nexport { a } from "./a.ts";',
    "src/kernel/self.ts": 'import { self } from "./self.ts";',
  },
  caught: ["src/kernel/c.ts:2", "src/kernel/self.ts:1"],
  good: {
    "src/kernel/a.ts": 'import "./b.ts"; import "./c.ts";',
    "src/kernel/b.ts": 'import "./c.ts";',
    "src/kernel/c.ts": "",
  },
});

const IMPURE = `import { readFileSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { parse } from "yaml";
const a = Date.now();
const b = new Date();
const c = Math.random();
const d = performance.now();
const e = parseFloat("1") + Number.parseFloat("2");
const f = process.env.HOME;
const g = date.getMonth() + name.localeCompare(other);
const h = globalThis.crypto;
setTimeout(() => console.log("tick"), 1);
const i = new Date(2023, 5, 1);
const j = await import("node:net");
`;

houseRule("a clock, chance, input or output in the domain", impureDomain, {
  bad: {
    "src/kernel/impure.ts": IMPURE,
    "src/policy/layers/share.ts": "const id = crypto.randomUUID();",
    "src/settlement/bill.ts": "const day = Date();",
    "src/people/person.ts": "\nconst now = new Date();",
  },
  caught: [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13, 14].map(
      (line) => `src/kernel/impure.ts:${line}`,
    ),
    "src/policy/layers/share.ts:1",
    "src/settlement/bill.ts:1",
    "src/people/person.ts:2",
  ],
  good: {
    "src/kernel/pure.ts": `import { createHash } from "node:crypto";
      // Date.now() and Math.random() only in a comment.
      const text = "process.env and new Date()";
      const day = new Date(86_400_000).toISOString() + Date.UTC(2023, 5, 1);
      const job = { process: 1, console: 2 };
      export const sum = job.process + job.console;`,
    "src/settlement/service.ts": "const now = new Date();",
    "src/settlement/write.store.ts": "const now = Date.now();",
    "src/policy/pack-file.ts": 'import { readFileSync } from "node:fs";',
    "src/kernel/fen.test.ts": "const seed = Math.random();",
    "src/store/clock.ts": "const now = Date.now();",
  },
});

houseRule("a line of more than 100 columns", longLines, {
  bad: { "src/a.ts": `\n// ${"x".repeat(98)}` },
  caught: ["src/a.ts:2"],
  good: { "src/a.ts": `// ${"医".repeat(97)}` },
});

houseRule("a function of more than 70 lines", longFunctions, {
  bad: {
    "src/a.ts": `function long() {${"\n".repeat(70)}}`,
    "src/b.ts": `\nconst long = () => {${"\n".repeat(70)}};`,
    "src/c.ts": `class C {\n  long() {${"\n".repeat(70)}}\n}`,
    "src/d.test.ts": `describe("x", () => {\n  it("y", () => {${"\n".repeat(70)}  });\n});`,
  },
  caught: ["src/a.ts:1", "src/b.ts:2", "src/c.ts:2", "src/d.test.ts:2"],
  good: {
    "src/a.ts": `function long() {${"\n".repeat(69)}}`,
    "src/d.test.ts": `describe.each([1])("x", () => {${"\n".repeat(90)}});`,
  },
});

houseRule("a note left in the code", leftoverNotes, {
  bad: { "src/a.ts": "const a = 1; // TODO round\n/* FIXME */\n/** XXX: why? */" },
  caught: ["src/a.ts:1", "src/a.ts:2", "src/a.ts:3"],
  good: { "src/a.ts": 'const a = "TODO"; const todo = `FIXME`; const r = /XXX/;' },
});

houseRule("the type any", anyTypes, {
  bad: { "src/a.ts": "const a = b as any;\nfunction f(x: any[]) {}" },
  caught: ["src/a.ts:1", "src/a.ts:2"],
  good: { "src/a.ts": 'const any = "as any"; // as any' },
});

houseRule("a tool silenced without a reason", silencedTools, {
  bad: {
    "src/a.ts": "// @ts-ignore because of that other thing\n// @ts-expect-error\n",
    "src/b.ts": "// biome-ignore lint/style/noVar:\n// biome-ignore-all lint: no\n",
  },
  caught: ["src/a.ts:1", "src/a.ts:2", "src/b.ts:1", "src/b.ts:2"],
  good: {
    "src/a.ts": "// @ts-expect-error -- the declared type leaves out this form\n",
    "src/b.ts": "// biome-ignore lint/style/noVar: the generated code is read by an old tool\n",
  },
});

houseRule("a test that is left out", testsLeftOut, {
  bad: {
    "src/a.test.ts": 'it.only("x", f);\ndescribe.skip("y", g);\ntest.concurrent.only.each([1])(f);',
    "src/b.test.ts": 'test("z", (context) => {\n  context.skip();\n});\nit.todo("later");',
  },
  caught: ["src/a.test.ts:1", "src/a.test.ts:2", "src/a.test.ts:3"].concat([
    "src/b.test.ts:2",
    "src/b.test.ts:4",
  ]),
  good: { "src/a.test.ts": 'it("runs .only( what counts", f);', "src/a.ts": "rows.skip(1);" },
});

houseRule("a file that nobody imports", deadFiles, {
  bad: {
    "src/main.ts": 'import "./kernel/index.ts";',
    "src/kernel/index.ts": "",
    "src/kernel/lonely.ts": 'import "./pair.ts";',
    "src/kernel/pair.ts": 'import "./lonely.ts";',
  },
  caught: ["src/kernel/lonely.ts:1", "src/kernel/pair.ts:1"],
  good: {
    "src/main.ts": 'await import("./kernel/index.ts");',
    "src/kernel/index.ts": 'new URL("./script.ts", import.meta.url);',
    "src/kernel/script.ts": "",
    "src/kernel/fen.test.ts": 'import "./sample.ts";',
    "src/kernel/sample.ts": "",
  },
});

houseRule("an error code defined twice", doubledCodes, {
  bad: {
    "src/kernel/error-texts.ts": 'const A = {\n"A-B": { what: "", mend: "" },\n"A-C": {} };',
    "src/kernel/error-texts-x.ts": 'const B = {\n\n"A-B": { what: "", mend: "" } };',
  },
  caught: ["src/kernel/error-texts-x.ts:3"],
  good: {
    "src/kernel/error-texts.ts": 'const A = { ...B, "A-B": { what: "", mend: "" } };',
    "src/kernel/fen.ts": 'const other = { "A-B": { what: "", mend: "" } };',
  },
});

test("ARCHITECTURE.md gives every room the floor that is checked here", () => {
  expect(floorsOnPaper("| 2 | `src/kernel/` | money |")).toContain("kernel: floor 1, on paper 2");
  expect(Object.keys(FLOORS)).toContain("kernel");
  expect(floorsOnPaper(readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8"))).toEqual([]);
});

import { test } from "vitest";
import { parsePackFile } from "./pack-file.ts";
import { checkStructure } from "./pack-structure.ts";
const head = (layers: string) => `benefits:
  b:
    title: t
    insutype: ["310"]
    visit_type: ["11"]
    from: 2022-01-01
    document: d
    clause: c
    basis: official
    confidence: high
    layers:
${layers}`;
test("x", () => {
  for (const t of [
    head("      - layer: a\n        title: x\n        kind: shares\n"),
    head("      - layer: a\n        title: x\n"),
    head("      - layer: a\n        title: x\n        kind:\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        ratio: r\n        considers: payable\n        fund: f\n        fnud: g\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payables\n        fund: f\n        ratio: r\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: [r]\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: {points: r}\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: {choose: [r]}\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio:\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: r\n        adjust:\n          - { operation: plus, value: v }\n          - { operation: pluss, value: v, title: x }\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: r\n        adjust:\n          - { operation: plus, value: v, title: x }\n          - { operation: pluss, value: v, title: x }\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: r\n        caps: { accumulator: a, limit: b }\n"),
    head("      - layer: a\n        title: x\n        kind: share\n        considers: payable\n        fund: f\n        ratio: r\n        when: [a]\n"),
    head("      - a\n"),
    head("      []\n"),
    head("      {}\n"),
    "parameters:\n", "parameters: []\n", "parameter: {}\n", "", "- a\n", "abc\n", "region: 430400\n", "region: {code: 1, name: x}\n",
    "documents:\n  d: { number: x, title: y, seen: maybe }\n",
    "parameters:\n  p: { title: x, unit: yuans, versions: [] }\n",
    "parameters:\n  p: { title: x, unit: yuan, versions: [] }\n",
    "parameters:\n  p: { title: x, unit: yuan, by: [level], versions: [{from: 2022}] }\n",
    "parameters:\n  p: { title: x, unit: yuan, by: hospital_level, versions: [{from: 2022}] }\n",
    "parameters:\n  p:\n    title: x\n    unit: yuan\n    versions:\n      - from: 2022-01-01\n        document: d\n        clause: c\n        basis: oficial\n        confidence: high\n        value: 1\n",
    "parameters:\n  p:\n    title: x\n    unit: yuan\n    versions:\n      - form: 2022-01-01\n        document: d\n        clause: c\n        basis: official\n        confidence: high\n        value: 1\n",
  ]) {
    try { checkStructure(parsePackFile("f.yaml", t)); console.log("OK", t);} catch (e) { console.log((e as any).code, (e as Error).message, "<<<", t.split("\n").slice(-6).join("|"));}
  }
});

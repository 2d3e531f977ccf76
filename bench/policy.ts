import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parseDocument } from "yaml";
import type { CivilDate, Fen, Ppm } from "../src/kernel/index.ts";
import {
  adjudicate,
  type BillFacts,
  checkRegion,
  type HospitalLevel,
  type IdentityKind,
  loadRegion,
  type PackText,
  type Region,
  readPackTexts,
  regionFromTexts,
  regionsFolder,
} from "../src/policy/index.ts";
import { bills, CARE_DATE } from "./adjudicate/bills.ts";
import { jsonRulesPeer } from "./adjudicate/json-rules-peer.ts";
import { policyTables } from "./adjudicate/policy-tables.ts";
import { assertPeersAgree } from "./adjudicate.ts";
import {
  type BenchOptions,
  type BenchResult,
  OutputsDiffer,
  type PeerResult,
} from "./bench-result.ts";
import { machine, packageVersion, today } from "./machine.ts";
import { grownPack, visitType } from "./policy/grown-pack.ts";
import { median, rounded } from "./rounds.ts";

/**
 * `bench policy`: what it takes to load a pack, to compile its plans and to check it, against its
 * size; growth should be near linear. Loading is held against the bare parser and schema validator
 * it is built on, compiling against a rule engine that is given the same tables.
 */

const SIZES = [1, 4, 16, 64];
const PEER_SIZE = 16;
const ROUNDS = 5;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const national = readPackTexts("430400")[0] as PackText;
  const visits = [...regionFromTexts([national]).declared.visit_types.keys()];
  const packs = SIZES.map((size) => [national, grownPack(size, visits)]);
  const bare = bareValidator();
  options.progress("核对解析与校验的结果是否一致");
  assertSameVerdicts(packs, bare);
  await assertPeersAgree();
  const sizes = SIZES.map((size, index) => {
    options.progress(`政策包 ×${size}：装入、编译、检查`);
    return measured(size, packs[index] as PackText[]);
  });
  options.progress("与 yaml + ajv、json-rules-engine 轮流计时");
  const peers = await peerResults(packs[SIZES.indexOf(PEER_SIZE)] as PackText[], bare, sizes);
  const shipped = timed(() => checkRegion(loadRegion("430400")));
  const largest = sizes[sizes.length - 1] as Sized;
  return {
    name: "policy",
    ours: { per_second: rounded(1_000 / largest.load_ms), what: `装入 ×${largest.size} 的政策包` },
    peers,
    machine: machine(null),
    date: today(),
    details: {
      unit: "一项四层的待遇、五个参数、两个版本；×64 即 64 项待遇、640 个版本",
      sizes: sizes.map((one) => ({ ...one, kilobytes: rounded(one.kilobytes) })),
      check_shipped_seconds: rounded(shipped / 1_000),
    },
  };
}

/** The untimed half: the bare validator takes and refuses what we do. @throws OutputsDiffer */
export function assertVerdictsAgree(): void {
  const national = readPackTexts("430400")[0] as PackText;
  const visits = [...regionFromTexts([national]).declared.visit_types.keys()];
  const packs = SIZES.map((size) => [national, grownPack(size, visits)]);
  assertSameVerdicts(packs, bareValidator());
}

interface Sized {
  readonly size: number;
  readonly kilobytes: number;
  /** Texts to region: parse, schema, values, references, overlaps. */
  readonly load_ms: number;
  /** Every plan that differs by level or identity, from cold. */
  readonly compile_ms: number;
  readonly plans: number;
  /** The whole check, with a bill on every boundary of every plan. */
  readonly check_ms: number;
  readonly check_bills: number;
}

function measured(size: number, texts: readonly PackText[]): Sized {
  const region = regionFromTexts(texts);
  const cases = casesOf(size);
  const report = { bills: 0 };
  const once = (): void => {
    const { counts, tried } = checkRegion(region);
    if (counts.error > 0) throw new Error("the grown pack must be without error");
    report.bills = tried.bills;
  };
  return {
    size,
    kilobytes: ((texts[1] as PackText).files["pack.yaml"]?.length ?? 0) / 1_000,
    load_ms: rounded(medianOf(() => void regionFromTexts(texts))),
    compile_ms: rounded(medianOf(() => compileAll(region, cases))),
    plans: cases.length,
    check_ms: rounded(medianOf(once, size < PEER_SIZE ? REPEATS : CHECK_REPEATS)),
    check_bills: report.bills,
  };
}

/** A region that is another object has no plan compiled yet. */
function compileAll(region: Region, cases: readonly BillFacts[]): void {
  const cold = { ...region };
  for (const facts of cases) adjudicate(cold, facts, {});
}

const LEVELS: readonly HospitalLevel[] = ["primary", "level2", "level3"];

function casesOf(units: number): BillFacts[] {
  const identities: readonly (readonly IdentityKind[])[] = [[], ["orphan"]];
  return Array.from({ length: units }, (_, index) => index + 1).flatMap((unit) =>
    LEVELS.flatMap((hospital_level) =>
      identities.map((own) => ({
        ...PLAIN,
        visit_type: visitType(unit),
        hospital_level,
        identities: own,
      })),
    ),
  );
}

const PLAIN: BillFacts = {
  insutype: "310",
  visit_type: "",
  care_date: "2024-03-01" as CivilDate,
  hospital_level: "level3",
  place: "local",
  disease: null,
  employment_status: "working",
  civil_servant_rank: null,
  identities: [],
  lines: [
    {
      amount_fen: 5_000_000 as Fen,
      class: "A",
      first_share_ppm: 0 as Ppm,
      over_limit_fen: 0 as Fen,
      paid_alone: false,
    },
  ],
  stay: null,
  account_use: "none",
  accounts: [],
};

type Verdict = (text: string) => boolean;

/** The parser and the validator that loading is built on, and nothing else. */
function bareValidator(): Verdict {
  const schema = JSON.parse(readFileSync(join(regionsFolder(), "pack.schema.json"), "utf8"));
  const validate = new Ajv({ discriminator: true, strict: false }).compile(schema);
  return (text) => {
    const document = parseDocument(text, { schema: "core" });
    return document.errors.length === 0 && validate(document.toJS());
  };
}

/** Both take every pack, and both refuse one that is spoilt. @throws OutputsDiffer */
function assertSameVerdicts(packs: readonly (readonly PackText[])[], bare: Verdict): void {
  for (const [national, grown] of packs as [PackText, PackText][]) {
    const text = grown.files["pack.yaml"] as string;
    const spoilt = [
      text.replace("insutype:", "insurance:"),
      text.replace("    title: 试验待遇1\n", ""),
      text.replace("kind: share", "kind: shares"),
      text.replace("unit: yuan", "unit: dollars"),
    ];
    for (const [index, one] of [text, ...spoilt].entries()) {
      const pack = { ...grown, files: { "pack.yaml": one } };
      const ours = isLoaded([national, pack]);
      const theirs = bare(one);
      if (ours === theirs && ours === (index === 0)) continue;
      throw new OutputsDiffer("yaml + ajv", `第 ${index + 1} 份政策包`, ours, theirs);
    }
  }
}

function isLoaded(texts: readonly PackText[]): boolean {
  try {
    regionFromTexts(texts);
    return true;
  } catch {
    return false;
  }
}

async function peerResults(
  texts: readonly PackText[],
  bare: Verdict,
  sizes: readonly Sized[],
): Promise<PeerResult[]> {
  const region = loadRegion("430400");
  const all = bills(1);
  const tables = policyTables(region, CARE_DATE);
  const facts = all.map((bill) => bill.facts);
  const load: number[] = [];
  const bareLoad: number[] = [];
  const compile: number[] = [];
  const rules: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    load.push(medianOf(() => void regionFromTexts(texts)));
    bareLoad.push(medianOf(() => texts.flatMap(({ files }) => Object.values(files)).forEach(bare)));
    compile.push(medianOf(() => compileAll(region, facts)));
    rules.push(await medianOfAsync(() => jsonRulesPeer(tables, all, "per-line").outcome(0)));
  }
  const [smallest] = sizes as [Sized, ...Sized[]];
  const largest = sizes[sizes.length - 1] as Sized;
  return [
    peer("yaml + ajv", packageVersion("ajv"), median(bareLoad), median(load), 0.3),
    peer(
      "json-rules-engine",
      packageVersion("json-rules-engine"),
      median(rules),
      median(compile),
      10,
    ),
    {
      name: "×1",
      version: "",
      per_second: rounded(1_000 / smallest.check_ms),
      ratio: rounded(largest.check_ms / largest.size / smallest.check_ms),
      target: 1.5,
      ratio_of: { what: "每份内容的检查用时，×64 比 ×1", less_is_better: true },
      outputs_equal: true,
    },
  ];
}

function peer(
  name: string,
  version: string,
  theirs_ms: number,
  ours_ms: number,
  target: number,
): PeerResult {
  const ratio = rounded(theirs_ms / ours_ms);
  return {
    name,
    version,
    per_second: rounded(1_000 / theirs_ms),
    ratio,
    target,
    outputs_equal: true,
  };
}

const REPEATS = 7;
const CHECK_REPEATS = 3;

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** After one untimed turn: what is measured is the work, not the first meeting with the code. */
function medianOf(act: () => void, repeats = REPEATS): number {
  act();
  return median(Array.from({ length: repeats }, () => timed(act)));
}

async function medianOfAsync(act: () => Promise<unknown>): Promise<number> {
  await act();
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
  }
  return median(times);
}

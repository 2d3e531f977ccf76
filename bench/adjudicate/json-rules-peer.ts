import { type Almanac, Engine } from "json-rules-engine";
import type { Contestant } from "../rounds.ts";
import { type Bill, LINES } from "./bills.ts";
import type { Outcome } from "./outcome.ts";
import type { BandRow, IdentityRow, LevelRow, PolicyTables } from "./policy-tables.ts";

/**
 * The bill in json-rules-engine. What a line is and what a table row or band gives is decided by
 * rules; what rules cannot say (sums, rounding) is plain code in facts and after the run. The
 * library leaves loops to its caller, so there are two forms:
 * - `per-line`: a small engine runs once for each line, then one for the bill. It takes bills of
 *   any length, as ours does, and is the form that is compared.
 * - `unrolled`: one run, with a rule for each of exactly twelve lines; faster, told in the details.
 * Facts are plain, without paths, engines are built once, inputs before timing: all in its favour.
 * It keeps no explanation.
 */
export interface JsonRulesPeer extends Contestant {
  outcome(index: number): Promise<Outcome>;
}

export type JsonRulesForm = "per-line" | "unrolled";

export function jsonRulesPeer(
  tables: PolicyTables,
  bills: readonly Bill[],
  form: JsonRulesForm,
): JsonRulesPeer {
  const lineEngine = form === "per-line" ? buildLineEngine() : null;
  const billEngine = buildBillEngine(tables, form === "unrolled" ? LINES : 0);
  const inputs = bills.map(input);
  const evaluate = async (index: number) => {
    const bill = inputs[index % inputs.length] as Input;
    const decided = undecided(bill);
    if (lineEngine) await decideLines(lineEngine, bill, decided);
    return settle(billEngine, tables, bill, decided);
  };
  return {
    name: form === "per-line" ? "json-rules-engine" : "json-rules-engine, unrolled",
    work: async (count) => {
      for (let done = 0; done < count; done += 1) await evaluate(done);
    },
    outcome: evaluate,
  };
}

interface Line {
  readonly class: string;
  readonly amount: number;
  readonly share: number;
  readonly over: number;
}

interface Input {
  /** `class0` … `class11`, `level`, `identity`: what conditions of the bill test. */
  readonly tested: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  readonly admissions: number;
  readonly pool_paid: number;
  readonly critical_base: number;
  readonly critical_paid: number;
  readonly assistance_base: number;
  readonly assistance_paid: number;
}

function input({ facts, opening }: Bill): Input {
  const classes = facts.lines.map((line, index) => [`class${index}`, line.class]);
  return {
    tested: {
      ...Object.fromEntries(classes),
      level: facts.hospital_level,
      identity: facts.identities[0] ?? "none",
    },
    lines: facts.lines.map((line) => ({
      class: line.class,
      amount: line.amount_fen,
      share: line.first_share_ppm,
      over: line.over_limit_fen,
    })),
    admissions: opening["inpatient.admissions.level3"] ?? 0,
    pool_paid: opening["resident-pool.paid"] ?? 0,
    critical_base: opening["critical-illness.base"] ?? 0,
    critical_paid: opening["critical-illness.paid"] ?? 0,
    assistance_base: opening["assistance.base"] ?? 0,
    assistance_paid: opening["assistance.paid"] ?? 0,
  };
}

/** What the rules have decided of one bill so far. */
interface Decided {
  readonly lines: LineDecision[];
  level: LevelRow | null;
  identity: IdentityRow | null;
}

/** Which amounts a line has. */
interface LineDecision {
  full_self: boolean;
  over_limit: boolean;
  first_share: boolean;
}

function undecided(bill: Input): Decided {
  const line = () => ({ full_self: false, over_limit: true, first_share: true });
  return { lines: bill.lines.map(line), level: null, identity: null };
}

/** The three rules of a line, one for each step that explains it. */
function buildLineEngine(): Engine {
  const engine = new Engine();
  const covered = { fact: "class", operator: "in", value: ["A", "B"] };
  const over = { fact: "over", operator: "greaterThan", value: 0 };
  const shared = { fact: "share", operator: "greaterThan", value: 0 };
  engine.addRule(rowRule("class", "C", "full-self", {}));
  engine.addRule({ conditions: { all: [covered, over] }, event: { type: "over-limit" } });
  engine.addRule({ conditions: { all: [covered, shared] }, event: { type: "first-share" } });
  return engine;
}

async function decideLines(engine: Engine, bill: Input, decided: Decided): Promise<void> {
  for (const [index, line] of bill.lines.entries()) {
    const { events } = await engine.run(line as unknown as Record<string, unknown>);
    const happened = (type: string) => events.some((event) => event.type === type);
    decided.lines[index] = {
      full_self: happened("full-self"),
      over_limit: happened("over-limit"),
      first_share: happened("first-share"),
    };
  }
}

function buildBillEngine(tables: PolicyTables, unrolledLines: number): Engine {
  const engine = new Engine();
  for (let line = 0; line < unrolledLines; line += 1) {
    engine.addRule(rowRule(`class${line}`, "C", "full-self", { line }));
  }
  for (const row of tables.levels) engine.addRule(rowRule("level", row.level, "level", row));
  for (const row of tables.identities) {
    engine.addRule(rowRule("identity", row.identity, "identity", row));
  }
  for (const band of tables.bands) {
    engine.addRule({
      priority: 1,
      conditions: { all: [{ fact: "above", operator: "greaterThan", value: band.from_fen }] },
      event: { type: "band", params: band },
    });
  }
  engine.on("full-self", async (event, almanac) => {
    const { line } = event as unknown as { line: number };
    ((await decidedOf(almanac)).lines[line] as LineDecision).full_self = true;
  });
  engine.on("level", async (event, almanac) => {
    (await decidedOf(almanac)).level = event as unknown as LevelRow;
  });
  engine.on("identity", async (event, almanac) => {
    (await decidedOf(almanac)).identity = event as unknown as IdentityRow;
  });
  engine.addFact("pool", (_, almanac) => poolOf(almanac, tables));
  engine.addFact("above", async (_, almanac) => {
    const [bill, decided, pool] = await Promise.all([
      almanac.factValue<Input>("bill"),
      decidedOf(almanac),
      almanac.factValue<Pool>("pool"),
    ]);
    const factor = (decided.identity as IdentityRow).threshold_factor_ppm;
    const threshold = share(tables.critical_threshold_fen, factor);
    return bill.critical_base + pool.personal - threshold;
  });
  return engine;
}

function rowRule(fact: string, value: string, type: string, params: object) {
  const conditions = { all: [{ fact, operator: "equal", value }] };
  return { priority: 2, conditions, event: { type, params } };
}

function decidedOf(almanac: Almanac): Promise<Decided> {
  return almanac.factValue<Decided>("decided");
}

interface Pool {
  readonly lines: Outcome["lines"];
  readonly scope: number;
  readonly charged: number;
  readonly paid: number;
  readonly personal: number;
}

async function poolOf(almanac: Almanac, tables: PolicyTables): Promise<Pool> {
  const bill = await almanac.factValue<Input>("bill");
  const { lines: decisions, level } = await decidedOf(almanac);
  const { deductible_fen, ratio_ppm } = level as LevelRow;
  const lines = bill.lines.map((line, index) => splitLine(line, decisions[index] as LineDecision));
  const scope = lines.reduce((sum, line) => sum + line[3], 0);
  const repeated = bill.admissions > 0;
  const due = repeated ? share(deductible_fen, tables.repeat_factor_ppm) : deductible_fen;
  const charged = Math.min(scope, due);
  const room = Math.max(0, tables.pool_cap_fen - bill.pool_paid);
  const paid = Math.min(share(scope - charged, ratio_ppm), room);
  return { lines, scope, charged, paid, personal: scope - paid };
}

function splitLine(line: Line, decision: LineDecision): [number, number, number, number] {
  if (decision.full_self) return [line.amount, 0, 0, 0];
  const over = decision.over_limit ? line.over : 0;
  const within = line.amount - over;
  const first = decision.first_share ? share(within, line.share) : 0;
  return [0, over, first, within - first];
}

async function settle(
  engine: Engine,
  tables: PolicyTables,
  bill: Input,
  decided: Decided,
): Promise<Outcome> {
  const { events, almanac } = await engine.run({ ...bill.tested, bill, decided });
  const pool = await almanac.factValue<Pool>("pool");
  const above = await almanac.factValue<number>("above");
  const identity = decided.identity as IdentityRow;
  let entitled = 0;
  for (const { type, params } of events) {
    if (type === "band") entitled += inBand(params as BandRow, above, identity.points_ppm);
  }
  const increase = Math.min(Math.max(0, entitled - bill.critical_paid), pool.personal);
  const cap = identity.critical_cap_fen ?? Number.POSITIVE_INFINITY;
  const critical = Math.min(increase, Math.max(0, cap - bill.critical_paid));
  const left = pool.personal - critical;
  const open = Math.max(0, identity.assistance_threshold_fen - bill.assistance_base);
  const wanted = share(Math.max(0, left - open), identity.assistance_ratio_ppm);
  const help = Math.min(wanted, Math.max(0, tables.assistance_cap_fen - bill.assistance_paid));
  const total = bill.lines.reduce((sum, line) => sum + line.amount, 0);
  return {
    lines: pool.lines,
    total_fen: total,
    in_scope_fen: pool.scope,
    deductible_fen: pool.charged,
    pool_fen: pool.paid,
    critical_fen: critical,
    assistance_fen: help,
    person_fen: total - pool.paid - critical - help,
  };
}

function inBand(band: BandRow, above: number, points_ppm: number): number {
  const top = band.to_fen === null ? above : Math.min(above, band.to_fen);
  return share(top - band.from_fen, band.ratio_ppm + points_ppm);
}

/** Half-up to the fen, exact for the amounts of these bills: the product stays below 2^53. */
function share(amount_fen: number, rate_ppm: number): number {
  return Math.round((amount_fen * rate_ppm) / 1e6);
}

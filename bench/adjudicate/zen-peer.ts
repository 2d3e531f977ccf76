import { ZenDecisionContent, ZenEngine } from "@gorules/zen-engine";
import type { Fen, Ppm } from "../../src/kernel/index.ts";
import type { Contestant } from "../rounds.ts";
import type { Bill } from "./bills.ts";
import type { Outcome } from "./outcome.ts";
import type { PolicyTables } from "./policy-tables.ts";

/**
 * The bill as a decision graph of the zen engine, in the fewest nodes that it needs: one decision
 * table by level, one by identity, one node of expressions. (Deciding the lines by a table in loop
 * mode, or in a node of their own, was slower.) Amounts are fen, rates decimals: its numbers are
 * decimal, so nothing is lost, and its `round` is half-up. The inputs are prepared before timing,
 * its own explanation (`trace`) is off: with it, it is about three times slower.
 */
export interface ZenPeer extends Contestant {
  outcome(index: number): Promise<Outcome>;
  close(): void;
}

const IN_FLIGHT = 32;

export function zenPeer(tables: PolicyTables, bills: readonly Bill[], trace: boolean): ZenPeer {
  const engine = new ZenEngine();
  const decision = engine.createDecision(new ZenDecisionContent(graph(tables)));
  const inputs = bills.map(input);
  const options = trace ? { trace: true } : undefined;
  const evaluate = (index: number) => decision.evaluate(inputs[index % inputs.length], options);
  return {
    name: trace ? "@gorules/zen-engine, trace on" : "@gorules/zen-engine",
    work: async (count) => {
      let started = 0;
      const worker = async () => {
        while (started < count) {
          started += 1;
          await evaluate(started);
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    },
    outcome: async (index) => readOutcome((await evaluate(index)).result, bills[index] as Bill),
    close: () => engine.dispose(),
  };
}

interface ZenResult {
  readonly split: readonly { full: number; over: number; first: number }[];
  readonly total: number;
  readonly scope: number;
  readonly charged: number;
  readonly pool: number;
  readonly critical: number;
  readonly assistance: number;
  readonly person: number;
}

function readOutcome(result: ZenResult, { facts }: Bill): Outcome {
  return {
    lines: result.split.map(({ full, over, first }, index) => {
      const amount = facts.lines[index]?.amount_fen ?? Number.NaN;
      return [full, over, first, amount - full - over - first];
    }),
    total_fen: result.total,
    in_scope_fen: result.scope,
    deductible_fen: result.charged,
    pool_fen: result.pool,
    critical_fen: result.critical,
    assistance_fen: result.assistance,
    person_fen: result.person,
  };
}

function input({ facts, opening }: Bill): object {
  return {
    level: facts.hospital_level,
    identity: facts.identities[0] ?? "none",
    admissions: opening["inpatient.admissions.level3"] ?? 0,
    pool_paid: opening["resident-pool.paid"] ?? 0,
    critical_base: opening["critical-illness.base"] ?? 0,
    critical_paid: opening["critical-illness.paid"] ?? 0,
    assistance_base: opening["assistance.base"] ?? 0,
    assistance_paid: opening["assistance.paid"] ?? 0,
    lines: facts.lines.map((line) => ({
      amount: line.amount_fen,
      class: line.class,
      share: line.first_share_ppm / 1e6,
      over: line.over_limit_fen,
    })),
  };
}

function graph(tables: PolicyTables): object {
  const nodes = [
    { id: "bill", type: "inputNode", name: "bill" },
    decisionTable("level", ["deductible", "ratio"], levelRows(tables)),
    decisionTable("identity", IDENTITY_COLUMNS, identityRows(tables)),
    expressionNode("split", expressions(tables)),
  ];
  const edges = nodes.slice(1).map((node, index) => ({
    id: `edge-${index}`,
    type: "edge",
    sourceId: nodes[index]?.id,
    targetId: node.id,
  }));
  const placed = nodes.map((node, index) => ({ ...node, position: { x: index * 300, y: 0 } }));
  return { contentType: "application/vnd.gorules.decision", nodes: placed, edges };
}

const IDENTITY_COLUMNS = ["factor", "points", "critical_cap", "open", "assistance_ratio"];

type Rows = readonly (readonly [key: string, ...cells: string[]])[];

function levelRows({ levels }: PolicyTables): Rows {
  return levels.map((row) => [row.level, String(row.deductible_fen), decimal(row.ratio_ppm)]);
}

function identityRows({ identities }: PolicyTables): Rows {
  return identities.map((row) => [
    row.identity,
    decimal(row.threshold_factor_ppm),
    decimal(row.points_ppm),
    row.critical_cap_fen === null ? "null" : String(row.critical_cap_fen),
    String(row.assistance_threshold_fen),
    decimal(row.assistance_ratio_ppm),
  ]);
}

function decisionTable(field: string, columns: readonly string[], rows: Rows) {
  return {
    id: field,
    type: "decisionTableNode",
    name: field,
    content: {
      hitPolicy: "first",
      passThrough: true,
      inputs: [{ id: "key", name: field, field }],
      outputs: columns.map((column) => ({ id: column, name: column, field: column })),
      rules: rows.map(([key, ...cells]) => ({
        _id: key,
        key: JSON.stringify(key),
        ...Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
      })),
    },
  };
}

function expressionNode(id: string, values: Readonly<Record<string, string>>) {
  const list = Object.entries(values).map(([key, value]) => ({ id: key, key, value }));
  return { id, type: "expressionNode", name: id, content: { expressions: list } };
}

/** `$` is what the node itself has computed so far; other names are what came in. */
function expressions(tables: PolicyTables): Record<string, string> {
  const first = "round((#.amount - #.over) * #.share)";
  const shared = `full: 0, over: #.over, first: ${first}`;
  const whole = "full: #.amount, over: 0, first: 0";
  const factor = decimal(tables.repeat_factor_ppm);
  const room = `max([0, ${tables.pool_cap_fen} - pool_paid])`;
  const capped = "min([$.increase, max([0, critical_cap - critical_paid])])";
  const help = `max([0, ${tables.assistance_cap_fen} - assistance_paid])`;
  return {
    split: `map(lines, #.class == "C" ? { ${whole} } : { ${shared} })`,
    total: "sum(map(lines, #.amount))",
    scope: "$.total - sum(map($.split, #.full + #.over + #.first))",
    due: `admissions > 0 ? round(deductible * ${factor}) : deductible`,
    charged: "min([$.scope, $.due])",
    pool: `min([round(($.scope - $.charged) * ratio), ${room}])`,
    personal: "$.scope - $.pool",
    above: `critical_base + $.personal - round(${tables.critical_threshold_fen} * factor)`,
    entitled: tables.bands.map(bandExpression).join(" + "),
    increase: "min([max([0, $.entitled - critical_paid]), $.personal])",
    critical: `critical_cap == null ? $.increase : ${capped}`,
    left: "$.personal - $.critical",
    base: "max([0, $.left - max([0, open - assistance_base])])",
    assistance: `min([round($.base * assistance_ratio), ${help}])`,
    person: "$.total - $.pool - $.critical - $.assistance",
  };
}

function bandExpression(band: { from_fen: Fen; to_fen: Fen | null; ratio_ppm: Ppm }): string {
  const top = band.to_fen === null ? "$.above" : `min([$.above, ${band.to_fen}])`;
  return `round(max([0, ${top} - ${band.from_fen}]) * (${decimal(band.ratio_ppm)} + points))`;
}

function decimal(rate_ppm: Ppm): string {
  return String(rate_ppm / 1e6);
}

import type { PairCheck, PrintedAmounts, PrintedPair } from "../classification/index.ts";
import { type Fen, fen } from "../kernel/index.ts";
import { linear, type Part } from "./constraint.ts";
import type { FigureIndex } from "./figure-index.ts";
import type { Instance } from "./instance.ts";
import type { RelationRule } from "./rule.ts";

const DEPARTMENTAL = "basic";
const GOVERNMENTAL = "basic-government";

/**
 * The same money by the departmental and by the governmental chart. Which codes stand against which
 * is for the classification room to say; here they become constraints like all others.
 */
export function mappedInstances(
  rule: RelationRule,
  index: FigureIndex,
  compare: (pair: PrintedPair) => readonly PairCheck[],
): readonly Instance[] {
  const [one, other] = [index.tableState(DEPARTMENTAL), index.tableState(GOVERNMENTAL)];
  if (one !== "whole" || other !== "whole") return [];
  const pair: PrintedPair = {
    departmental: amounts(index, DEPARTMENTAL),
    governmental: amounts(index, GOVERNMENTAL),
    has_institution: null,
    grain_fen: fen(1),
  };
  return compare(pair)
    .filter((check) => check.rule === rule.id)
    .flatMap((check) => {
      const right = check.right.flatMap((code) => parts(index, code));
      const left = check.left.flatMap((code) => parts(index, code));
      if (left.length + right.length === 0) return [];
      const address = `${GOVERNMENTAL}[${check.left.join("+")}].total`;
      const relation = check.relation === "at-most" ? "at-most" : "sum";
      return [{ constraint: linear({ rule, address }, relation, left, right) }];
    });
}

function amounts(index: FigureIndex, topic: string): PrintedAmounts {
  const rows = new Map<string, Fen | null>();
  for (const row of index.rows(topic)) {
    const cell = index.cell(topic, row, "total");
    if (cell.state !== "printed") continue;
    rows.set(row, fen(cell.figures.reduce((sum, { printed }) => sum + printed.value, 0)));
  }
  const total_fen = rows.get("total") ?? null;
  rows.delete("total");
  return { rows, total_fen };
}

function parts(index: FigureIndex, code: string): readonly Part[] {
  const cell = index.cell(code.startsWith("5") ? GOVERNMENTAL : DEPARTMENTAL, code, "total");
  if (cell.state !== "printed") return [];
  return cell.figures.map((figure) => ({ figure, factor: 1 }));
}

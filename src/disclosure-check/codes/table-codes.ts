import type { Chart, ChartKind } from "../../classification/index.ts";
import type { FoundRow, FoundTable } from "../../disclosure/index.ts";
import type { CheckContext } from "../defect.ts";

/** A row with a code, and where it stands among the others of its table. */
export interface CodedRow {
  readonly row: FoundRow;
  readonly kind: ChartKind;
  /** The code of the group it is printed in; undefined where the table shows no groups. */
  readonly parent: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Rows of which so many stand in order are printed in order. */
const USUAL = 0.8;

/** The coded rows of a table. Groups are told only where the rows stand in groups. */
export function codedRows({ rows }: FoundTable): readonly CodedRow[] {
  // Shorter ones number the lines.
  const coded = rows
    .filter(({ code, chart }) => code.length >= CLASS_LENGTH && chart !== null)
    .map((row) => ({ ...row, name: row.name.replace(/(?:小计|合计)$/, "") }));
  const parents = coded.map((row, at) => groupOf(coded, at, row));
  const inGroup = coded.filter(
    ({ code }, at) => parents[at] === undefined || code.startsWith(parents[at] as string),
  );
  const isGrouped = inGroup.length >= coded.length * USUAL;
  return coded.map((row, at) => ({
    row,
    kind: row.chart as ChartKind,
    parent: isGrouped ? parents[at] : undefined,
    before: isGrouped ? coded[at - 1]?.code : undefined,
    after: isGrouped ? coded[at + 1]?.code : undefined,
  }));
}

/** The nearest row above with a shorter code. */
function groupOf(coded: readonly FoundRow[], at: number, { code }: FoundRow): string | undefined {
  if (code.length <= CLASS_LENGTH) return undefined;
  const depth = code.length <= 5 ? CLASS_LENGTH : 5;
  return coded.slice(0, at).findLast((one) => one.code.length <= depth)?.code;
}

export const CLASS_LENGTH = 3;

export function chartFor(context: CheckContext, kind: ChartKind): Chart {
  return context[kind];
}

/** Whether the siblings of a table stand in the order of their codes. */
export function isOrdered(rows: readonly CodedRow[]): boolean {
  const steps = rows.filter(({ row, before }) => before !== undefined && before < row.code);
  // One slip in a short list is one all the same.
  return steps.length >= Math.min((rows.length - 1) * USUAL, rows.length - 2);
}

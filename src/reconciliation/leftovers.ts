import { eachWithRests, type Steps } from "../store/index.ts";
import { oppositeAmounts } from "./compare-pair.ts";
import type { DifferenceFacts, DifferenceKind } from "./difference.ts";
import type { SettlementCase } from "./settlement-case.ts";
import type { BureauEntry, EntryFigures, InstitutionEntry } from "./statement-entry.ts";

/**
 * What no settlement id brings together: entries of the bureau without a row, and rows whose id
 * nobody knows. They may still be the same bill under another id, or doubles of one that agrees.
 */
export class Leftovers {
  private readonly entries: Left[] = [];
  private readonly rows: InstitutionEntry[] = [];
  private readonly matchedRows = new Map<string, InstitutionEntry>();
  private readonly matchedEntries = new Set<BureauEntry>();

  addRow(row: InstitutionEntry): void {
    this.rows.push(row);
  }

  /** An entry without a row; `kind` is what it is unless something else explains it. */
  addEntry(entry: BureauEntry, kind: DifferenceKind, beside: InstitutionEntry | null = null): void {
    this.entries.push({ entry, kind, beside });
  }

  /** The two belong together, whether they agree or not. */
  addMatch(entry: BureauEntry, row: InstitutionEntry): void {
    this.matchedEntries.add(entry);
    this.matchedRows.set(billKey(row), row);
  }

  /** Each leftover explained, once. */
  *explained(cases: readonly SettlementCase[]): Steps<DifferenceFacts[]> {
    const found: DifferenceFacts[] = [];
    const open = new Map<string, OpenLefts>();
    yield* eachWithRests(this.entries, (left) => {
      const key = billKey(left.entry);
      const known = open.get(key);
      if (known === undefined) open.set(key, { lefts: [left], taken: 0 });
      else known.lefts.push(left);
    });
    const settled = this.rows.length === 0 ? new Map() : yield* unrefunded(cases);
    yield* eachWithRests(this.rows, (row) => {
      const left = taken(open.get(billKey(row)));
      if (left !== null) {
        this.matchedEntries.add(left.entry);
        found.push({ kind: "wrong-settlement-id", ours: [left.entry], theirs: [row] });
      } else found.push(this.stranger(row, settled));
    });
    const twins = new Map<string, BureauEntry>();
    yield* eachWithRests(this.matchedEntries, (entry) => twins.set(twinKey(entry), entry));
    for (const { lefts, taken } of open.values()) {
      yield* eachWithRests(lefts.slice(taken), (left) => found.push(unanswered(left, twins)));
      yield;
    }
    return found;
  }

  private stranger(
    row: InstitutionEntry,
    settled: ReadonlyMap<string, BureauEntry>,
  ): DifferenceFacts {
    const twin = this.matchedRows.get(billKey(row));
    if (twin !== undefined) return { kind: "doubled-at-institution", theirs: [row], beside: twin };
    const refunded = settled.get(visitKey(row));
    if (refunded !== undefined && oppositeAmounts(refunded, row) && row.total_fen <= 0) {
      return { kind: "refund-only-at-institution", theirs: [row], beside: refunded };
    }
    return { kind: "missing-at-bureau", theirs: [row] };
  }
}

interface Left {
  readonly entry: BureauEntry;
  readonly kind: DifferenceKind;
  readonly beside: InstitutionEntry | null;
}

/** Entries of one bill that have no row, in their order; the first ones are taken. */
interface OpenLefts {
  readonly lefts: Left[];
  taken: number;
}

function taken(open: OpenLefts | undefined): Left | null {
  const left = open?.lefts[open.taken];
  if (open === undefined || left === undefined) return null;
  open.taken += 1;
  return left;
}

function unanswered(
  { entry, kind, beside }: Left,
  twins: ReadonlyMap<string, BureauEntry>,
): DifferenceFacts {
  const twin = kind === "missing-at-institution" ? twins.get(twinKey(entry)) : undefined;
  if (twin !== undefined) return { kind: "doubled-at-bureau", ours: [entry], beside: twin };
  return { kind, ours: [entry], theirs: beside === null ? [] : [beside] };
}

/** Settlements that the bureau still counts, for refunds that name none it knows. */
function* unrefunded(cases: readonly SettlementCase[]): Steps<Map<string, BureauEntry>> {
  const settled = new Map<string, BureauEntry>();
  yield* eachWithRests(cases, ({ settlement, reversal }) => {
    if (settlement !== null && reversal === null) settled.set(visitKey(settlement), settlement);
  });
  return settled;
}

/** The same person, visit and money. */
function billKey(entry: EntryFigures): string {
  return `${visitKey(entry)}\n${moneyKey(entry)}`;
}

function visitKey({ person_no, visit_id }: EntryFigures): string {
  return `${person_no}\n${visit_id}`;
}

function moneyKey({ total_fen, fund_fen, account_fen }: EntryFigures): string {
  return `${total_fen}/${fund_fen}/${account_fen}`;
}

/** The same person and money on the same day, in whatever visit: a message sent anew. */
function twinKey(entry: BureauEntry): string {
  const { person_no, insutype, clearing_type, day } = entry;
  return `${person_no}\n${insutype}\n${clearing_type}\n${day}\n${moneyKey(entry)}`;
}

import type pg from "pg";
import { type Fen, yuanFromFen } from "../kernel/index.ts";
import { type Finding, MOST_FINDINGS, type PoolMove, poolMoves } from "../ledger/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { type Execution, executionOf } from "./execution.ts";
import { grouped } from "./grouped.ts";
import { type LockedLine, linesOfYear } from "./line.store.ts";
import {
  availableFen,
  type BudgetLine,
  budgetFen,
  type LineState,
  lineName,
  poolOf,
} from "./line.ts";

/**
 * Compares the department's tables with each other and with the ledger, in one snapshot: what
 * each line's row says equals what its documents add up to and what its accounts say; financial,
 * budget and control accounts each balance; every document that holds has its entries, and every
 * entry of the book its document; attachments are those the entry was posted with.
 */
export async function verifyDepartment(store: Store): Promise<Finding[]> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const findings = [
      ...(await wrongStates(client)),
      ...(await wrongCommitments(client)),
      ...(await wrongLedger(client)),
      ...(await strangeEntries(client)),
      ...(await wrongEvidence(client)),
    ];
    await client.query("commit");
    client.release();
    return findings;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

/** What the documents of each line add up to. */
const DOCUMENTED = `
  select line.line_no,
    coalesce(sum(amount_fen) filter (where kind = 'budget' and approved), 0) as original_fen,
    coalesce(sum(amount_fen) filter (where kind = 'adjustment' and approved), 0) as adjusted_fen,
    coalesce(sum(amount_fen) filter (where kind = 'release'), 0)
      + coalesce(max(carried.in_fen), 0) as released_fen,
    coalesce(sum(amount_fen) filter (where kind in ('commitment', 'commitment-release')), 0)
      - coalesce(sum(amount_fen) filter (where kind = 'voucher' and approved), 0)
      - coalesce(sum(amount_fen) filter (where kind = 'reversal'), 0) as committed_fen,
    coalesce(sum(amount_fen) filter (where kind = 'voucher' and approved), 0)
      + coalesce(sum(amount_fen) filter (where kind in ('reversal', 'return')), 0) as paid_fen,
    coalesce(max(carried.out_fen), 0) as carried_out_fen,
    - coalesce(sum(amount_fen) filter (where kind = 'closing'), 0) as lapsed_fen,
    case when line.source = 'carried' and exists (select from department.closing
           where closed = line.unit_code || '/' || (line.year - 1))
      then coalesce(max(carried.in_fen), 0)
        - coalesce(sum(amount_fen) filter (where kind = 'budget' and approved), 0)
      else 0 end as carried_in_fen
  from department.line
  left join (select item.line_no, item.amount_fen, document.kind,
                    coalesce(decision.decision = 'approved', false) as approved
               from department.item join department.document using (document_no)
               left join department.decision using (document_no)) as item using (line_no)
  left join lateral (select
      (select sum(amount_fen) from department.carry where to_line_no = line.line_no) as in_fen,
      (select sum(amount_fen) from department.carry where from_line_no = line.line_no) as out_fen)
    as carried on true
  group by line.line_no`;

async function wrongStates(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `select line_no, to_jsonb(state) - 'closed' as kept, to_jsonb(documented) as documented
       from department.line_state state
       full join (${DOCUMENTED}) as documented using (line_no)
      where (state.original_fen, state.adjusted_fen, state.carried_in_fen, state.released_fen,
             state.committed_fen, state.paid_fen, state.carried_out_fen, state.lapsed_fen)
        is distinct from (documented.original_fen, documented.adjusted_fen,
             documented.carried_in_fen, documented.released_fen, documented.committed_fen,
             documented.paid_fen, documented.carried_out_fen, documented.lapsed_fen)
      order by line_no limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "DEPARTMENT-STATE-WRONG",
    where: `预算明细 ${row.line_no}`,
    message: `预算明细 ${row.line_no} 的各项余额与单据合计不符`,
    detail: row,
  }));
}

async function wrongCommitments(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `with used as (
       select commitment_no,
         coalesce(sum(amount_fen) filter (where decision is null), 0) as pending_fen,
         coalesce(sum(amount_fen) filter (where decision = 'approved' and not exists (
           select from department.correction c
            where c.voucher_no = v.document_no and c.kind = 'reversal')), 0) as paid_fen
         from department.voucher v left join department.decision using (document_no)
        group by commitment_no),
     freed as (
       select commitment_no, -sum(amount_fen) as freed_fen
         from department.commitment_release join department.item using (document_no)
        group by commitment_no)
     select state.document_no
       from department.commitment_state state
       join department.item using (document_no)
       left join used on used.commitment_no = state.document_no
       left join freed on freed.commitment_no = state.document_no
      where (state.amount_fen, state.freed_fen, state.pending_fen, state.paid_fen)
        is distinct from (item.amount_fen, coalesce(freed.freed_fen, 0),
              coalesce(used.pending_fen, 0), coalesce(used.paid_fen, 0))
      order by 1 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "DEPARTMENT-COMMITMENT-WRONG",
    where: `占用 ${row.document_no}`,
    message: `占用 ${row.document_no} 的余额与支付凭证、释放单合计不符`,
    detail: row,
  }));
}

async function wrongLedger(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<{ unit_code: string; year: number }>(
    "select distinct unit_code, year from department.line order by 1, 2",
  );
  const findings: Finding[] = [];
  for (const { unit_code, year } of rows) {
    const held = await linesOfYear(client, unit_code, year);
    findings.push(...(await wrongAccounts(client, held)));
    if (findings.length >= MOST_FINDINGS) break;
  }
  return findings.slice(0, MOST_FINDINGS);
}

async function wrongAccounts(
  runner: Runner,
  held: readonly LockedLine[],
): Promise<readonly Finding[]> {
  const lines = held.map(({ line }) => line);
  const [first] = lines;
  if (first === undefined) return [];
  const { region } = first;
  const pools = lines.map(poolOf);
  const moves = await poolMoves(runner, { book: "department", region, pools });
  const executions = executionOf(lines, moves);
  const byPool = grouped(moves, ({ pool }) => pool);
  return held.flatMap(({ line, state }, index) => {
    const own = byPool.get(poolOf(line)) ?? [];
    const execution = executions[index]?.execution as Execution;
    return [...differences(line, state, execution), ...unbalancedFamilies(line, own, state)];
  });
}

function differences(line: BudgetLine, state: LineState, execution: Execution): readonly Finding[] {
  const kept: Readonly<Record<string, Fen>> = {
    ...state,
    budget_fen: budgetFen(state),
    available_fen: availableFen(state),
  };
  const posted: Readonly<Record<string, unknown>> = { ...execution };
  return Object.entries(kept)
    .filter(([name, amount_fen]) => posted[name] !== amount_fen)
    .map(([name, amount_fen]) => ({
      code: "DEPARTMENT-LEDGER-WRONG",
      where: lineName(line),
      message: `预算明细表中 ${name} 为 ${yuanFromFen(amount_fen)} 元，账上是 ${yuanFromFen(
        posted[name] as Fen,
      )} 元`,
      detail: { line_no: line.line_no, name, kept: amount_fen, posted: posted[name] },
    }));
}

const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ["财务会计", /^[1-5]/],
  ["预算会计", /^[678]/],
  ["预算控制", /^9/],
];

/** The parts of the book that each balance by themselves, and spending that equals what is paid. */
function unbalancedFamilies(
  line: BudgetLine,
  moves: readonly PoolMove[],
  state: LineState,
): readonly Finding[] {
  const sum = (codes: RegExp): number =>
    moves
      .filter(({ code }) => codes.test(code))
      .reduce((all, { debit_fen, credit_fen }) => all + debit_fen - credit_fen, 0);
  const found = (what: string, difference: number): Finding => ({
    code: "DEPARTMENT-BOOK-UNBALANCED",
    where: lineName(line),
    message: `${what}相差 ${yuanFromFen(difference as Fen)} 元`,
    detail: { line_no: line.line_no, difference },
  });
  const findings = FAMILIES.flatMap(([name, codes]) => {
    const difference = sum(codes);
    return difference === 0 ? [] : [found(`${name}科目借贷`, difference)];
  });
  const spent = sum(/^7/);
  const closed = state.carried_out_fen + state.lapsed_fen > 0 || spent === 0;
  if (!closed && spent !== state.paid_fen) {
    findings.push(found("预算支出与已支付", spent - state.paid_fen));
  }
  return findings;
}

async function strangeEntries(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<{ entry_no: number | null; document_no: number | null }>(
    `select entry.entry_no, known.document_no
       from (select entry_no from ledger.entry where book = 'department') as entry
       full join department.entry known using (entry_no)
      where entry.entry_no is null or known.document_no is null
     union all
     select null, document_no
       from department.document d left join department.decision using (document_no)
      where (kind in ('commitment', 'commitment-release', 'release', 'reversal', 'return')
             or decision = 'approved')
        and not exists (select from department.entry e where e.document_no = d.document_no)
      limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map(({ entry_no, document_no }) => ({
    code: "DEPARTMENT-ENTRY-STRANGE",
    where: document_no === null ? `分录 ${entry_no}` : `单据 ${document_no}`,
    message:
      document_no === null
        ? `单位账套的分录 ${entry_no} 没有对应的单据`
        : `单据 ${document_no} 已生效，总账中却没有它的分录`,
    detail: { entry_no, document_no },
  }));
}

async function wrongEvidence(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `with attached as (
       select document_no, sum(covers_fen) as covers_fen,
              encode(sha256(convert_to(string_agg(concat_ws(' ', kind, number, sha256, amount_fen,
                covers_fen), e'\\n' order by place), 'UTF8')), 'hex') as hash
         from department.evidence group by document_no)
     select known.document_no
       from department.entry known
       join department.document using (document_no)
       join ledger.entry posted using (entry_no)
       left join attached using (document_no)
      where document.kind in ('voucher', 'return')
        and (posted.evidence_hash is distinct from attached.hash
             or attached.covers_fen is distinct from (select abs(sum(amount_fen))
                  from department.item where item.document_no = known.document_no))
      order by 1 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "DEPARTMENT-EVIDENCE-WRONG",
    where: `单据 ${row.document_no}`,
    message: `单据 ${row.document_no} 的附件与记账时不同，或金额不足`,
    detail: row,
  }));
}

import type pg from "pg";
import { type Finding, MOST_FINDINGS } from "../ledger/index.ts";
import { canReAdd, type Region, reAddFindings, rulesOn } from "../policy/index.ts";
import { type AccountMovement, contentHash, type SettlementRow } from "./settlement-record.ts";
import { billFrom, type StoredBill, type StoredSplit, splitFrom } from "./stored-json.ts";

/** The checks of each settlement by itself: its hash, and the identities of its split. */

const ROWS_AT_ONCE = 1_000;

/** A row as it was hashed: JSON columns by their text. */
export const SETTLEMENT_TEXT_COLUMNS = `person_no, settlement_id, person_version, visit_id,
  kind, corrects_settlement_id, institution_code, region, settled_at::text as settled_at,
  care_date, insutype, visit_type, clearing_type, total_fen, fund_fen, account_fen, cash_fen,
  deductible_fen, balance_fen, interim, request::text as request, bill::text as bill,
  split::text as split, moves::text as moves, movements::text as movements,
  benefits::text as benefits, policy_version, message_id, content_hash`;

/** Reads every settlement of the region once, a thousand rows at a time, in the open snapshot. */
export async function verifyContent(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  await client.query(
    `declare settlements no scroll cursor for
      select ${SETTLEMENT_TEXT_COLUMNS} from settlement.settlement
       where region = ${client.escapeLiteral(region.code)}`,
  );
  const findings: Finding[] = [];
  for (;;) {
    const { rows } = await client.query<SettlementRow>(`fetch ${ROWS_AT_ONCE} from settlements`);
    for (const row of rows) {
      const finding = findings.length < MOST_FINDINGS ? checked(region, row) : null;
      if (finding !== null) findings.push(finding);
    }
    if (rows.length < ROWS_AT_ONCE || findings.length >= MOST_FINDINGS) break;
  }
  await client.query("close settlements");
  return findings;
}

function checked(region: Region, row: SettlementRow): Finding | null {
  const { settlement_id, content_hash } = row;
  const where = `结算 ${settlement_id}`;
  if (contentHash(row) !== content_hash) {
    return {
      code: "SETTLEMENT-CONTENT-CHANGED",
      where,
      message: `${where} 的内容与入库时的摘要不符，可能被改动过`,
      detail: { settlement_id, content_hash },
    };
  }
  const broken = brokenIdentity(region, row);
  if (broken === null) return unexplained(region, row);
  return {
    code: "SETTLEMENT-IDENTITY-BROKEN",
    where,
    message: `${where} 的金额不满足恒等式：${broken}`,
    detail: { settlement_id, identity: broken },
  };
}

/** The steps that are kept with a settlement have to give its answer again (R9). */
function unexplained(region: Region, row: SettlementRow): Finding | null {
  if (row.kind !== "settlement" || row.split === null || row.bill === null) return null;
  const split = splitFrom(JSON.parse(row.split) as StoredSplit);
  if (!canReAdd(split.steps)) return null;
  const { lines } = billFrom(JSON.parse(row.bill) as StoredBill);
  const { rounding } = rulesOn(region, row.care_date);
  const [first] = reAddFindings(split, { lines, accounts: null, rounding });
  if (first === undefined) return null;
  const { settlement_id } = row;
  const where = `结算 ${settlement_id}`;
  const step = first.step === null ? "" : `第 ${first.step + 1} 步的`;
  return {
    code: "SETTLEMENT-STEPS-WRONG",
    where,
    message: `${where} 的步骤不能重新加总：${step} ${first.what} 记为 ${first.stated}，应为 ${first.re_added}`,
    detail: { settlement_id, ...first },
  };
}

/** The first identity that a row does not hold, as a person reads it. */
export function brokenIdentity(region: Region, row: SettlementRow): string | null {
  const movements = JSON.parse(row.movements) as AccountMovement[];
  if (movements.reduce((sum, { paid_fen }) => sum + paid_fen, 0) !== row.account_fen) {
    return "账户支付 = 各账户支付之和";
  }
  if (row.split === null) return null;
  const split = JSON.parse(row.split) as StoredSplit;
  return brokenSplit(region, row, split) ?? (row.kind === "settlement" ? unlike(row, split) : null);
}

function brokenSplit(region: Region, row: SettlementRow, split: StoredSplit): string | null {
  const funds = split.payments.reduce((sum, { paid_fen }) => sum + paid_fen, 0);
  const own = countsAccount(region, row) ? split.account_fen - split.mutual_fen : 0;
  const four =
    split.full_self_fen + split.over_limit_fen + split.first_self_fen + split.in_scope_fen;
  if (split.total_fen !== four) return "总额 = 全自费 + 超限价 + 先行自付 + 政策范围内";
  if (split.total_fen !== funds + split.person_fen + split.hospital_fen) {
    return "总额 = 基金支付 + 个人负担 + 医院负担";
  }
  if (split.person_fen !== split.account_fen + split.cash_fen) return "个人负担 = 账户 + 现金";
  if (split.fund_sum_fen !== funds + own) return "基金支付总额 = 各基金支付之和";
  if (split.deductible_fen < 0 || split.deductible_fen > split.in_scope_fen) {
    return "0 ≤ 起付线 ≤ 政策范围内金额";
  }
  return null;
}

/** The columns of a settlement are the figures of its split. */
function unlike(row: SettlementRow, split: StoredSplit): string | null {
  const same =
    row.total_fen === split.total_fen &&
    row.fund_fen === split.fund_sum_fen &&
    row.account_fen === split.account_fen &&
    row.cash_fen === split.cash_fen &&
    row.deductible_fen === split.deductible_fen;
  return same ? null : "各列 = 分割结果";
}

function countsAccount(region: Region, row: SettlementRow): boolean {
  return rulesOn(region, row.care_date).fund_sum_includes_account === "own";
}

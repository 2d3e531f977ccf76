import type { HospitalClient } from "../gateway/index.ts";
import { chinaTime, fen, fenFromYuan, yuanFromFen } from "../kernel/index.ts";
import type { ManifestInstitution } from "./demo-manifest.ts";
import type { Player, WireSettlement, WireTrial } from "./play-visits.ts";

/**
 * The demo hospital's own books of the day, and the daily reconciliation (3201) against them. The
 * demo may have been played before on the same day, so what the platform already held before each
 * first settlement is asked for and counted in.
 */
export interface DayBook {
  readonly baselines: Map<string, Totals>;
  readonly entries: BookEntry[];
}

export interface BookEntry {
  readonly institution: ManifestInstitution;
  readonly info: WireSettlement;
  /** 1 a settlement, −1 its reversal. */
  readonly sign: 1 | -1;
}

interface Totals {
  readonly count: number;
  readonly medfee_fen: number;
  readonly fund_fen: number;
  readonly account_fen: number;
}

const NOTHING: Totals = { count: 0, medfee_fen: 0, fund_fen: 0, account_fen: 0 };

/** What is reconciled together. */
interface Group {
  readonly fixmedins_code: string;
  readonly insutype: string;
  readonly clr_type: string;
  readonly setl_optins: string;
}

function groupOf(institution: ManifestInstitution, info: WireTrial | WireSettlement): Group {
  return {
    fixmedins_code: institution.fixmedins_code,
    insutype: info.insutype ?? "",
    clr_type: info.clr_type,
    setl_optins: info.clr_optins ?? "",
  };
}

function keyOf(group: Group): string {
  return [group.fixmedins_code, group.insutype, group.clr_type, group.setl_optins].join("/");
}

export async function rememberBaseline(
  book: DayBook,
  client: HospitalClient,
  institution: ManifestInstitution,
  trial: WireTrial,
  clock: () => Date,
): Promise<void> {
  const group = groupOf(institution, trial);
  if (book.baselines.has(keyOf(group))) return;
  const answer = await ask(client, group, NOTHING, clock);
  const totals = answer.stmt_rslt === "0" ? NOTHING : platformTotals(answer.stmt_rslt_dscr ?? "");
  book.baselines.set(keyOf(group), totals);
}

export async function reconcile(
  book: DayBook,
  players: readonly Player[],
  clock: () => Date,
): Promise<{ what: string; balanced: boolean }[]> {
  const results = [];
  const groups = new Map<string, { group: Group; totals: Totals }>();
  for (const { institution, info, sign } of book.entries) {
    const group = groupOf(institution, info);
    const start = book.baselines.get(keyOf(group)) ?? NOTHING;
    const before = groups.get(keyOf(group))?.totals ?? start;
    groups.set(keyOf(group), { group, totals: added(before, info, sign) });
  }
  for (const { group, totals } of groups.values()) {
    const player = players.find((one) => one.institution.fixmedins_code === group.fixmedins_code);
    if (!player) continue;
    const answer = await ask(player.client, group, totals, clock);
    const balanced = answer.stmt_rslt === "0";
    const sums = `${totals.count} 笔，医疗费 ${yuan(totals.medfee_fen)}，基金 ${yuan(totals.fund_fen)}`;
    const what =
      `${player.institution.fixmedins_name} 险种 ${group.insutype} 清算类别 ${group.clr_type}：` +
      `${sums}${balanced ? "" : `（${answer.stmt_rslt_dscr}）`}`;
    results.push({ what, balanced });
  }
  return results;
}

function added(totals: Totals, info: WireSettlement, sign: 1 | -1): Totals {
  const amount = (value: unknown) => sign * fenFromYuan(String(value ?? "0"));
  return {
    count: totals.count + 1,
    medfee_fen: totals.medfee_fen + amount(info.medfee_sumamt),
    fund_fen: totals.fund_fen + amount(info.fund_pay_sumamt),
    account_fen: totals.account_fen + amount(info.acct_pay),
  };
}

async function ask(client: HospitalClient, group: Group, totals: Totals, clock: () => Date) {
  const today = chinaTime(clock()).slice(0, 10);
  const { insutype, clr_type, setl_optins } = group;
  const answer = await client.call("3201", {
    data: {
      insutype,
      clr_type,
      setl_optins,
      stmt_begndate: today,
      stmt_enddate: today,
      medfee_sumamt: yuan(totals.medfee_fen),
      fund_pay_sumamt: yuan(totals.fund_fen),
      acct_pay: yuan(totals.account_fen),
      fixmedins_setl_cnt: totals.count,
      fixmedins_refd_setl_flag: "0",
    },
  });
  return answer.stmtinfo;
}

/** The platform's own figures in the words of an answer that does not balance. */
function platformTotals(words: string): Totals {
  const match = /平台：(\d+)笔，医疗费(-?[\d.]+)，基金(-?[\d.]+)，个人账户(-?[\d.]+)/.exec(words);
  if (!match) throw new Error(`对账结果读不懂：${words}`);
  const amount = (text: string | undefined) => fenFromYuan(text ?? "0");
  return {
    count: Number(match[1]),
    medfee_fen: amount(match[2]),
    fund_fen: amount(match[3]),
    account_fen: amount(match[4]),
  };
}

function yuan(amount_fen: number): string {
  return yuanFromFen(fen(amount_fen));
}

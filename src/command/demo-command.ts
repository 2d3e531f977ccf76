import {
  demoManifest,
  generateRegion,
  type HospitalPlay,
  type Played,
  playHospital,
} from "../demo/index.ts";
import { OutcomeUnknown, TransactionRefused } from "../gateway/index.ts";
import { type CivilDate, chinaTime, YibaoError } from "../kernel/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { note } from "./progress.ts";
import { textTable } from "./text-table.ts";

const DEFAULT_URL = "http://127.0.0.1:4300";

/** `yibao demo`: acts as a hospital; non-zero if any step or identity fails. */
export async function demoCommand(invocation: Invocation): Promise<number> {
  const now = new Date();
  const manifest = demoManifest(generateRegion(), chinaTime(now).slice(0, 10) as CivilDate);
  if (invocation.flags.list === true) {
    process.stdout.write(
      invocation.json ? `${JSON.stringify(manifest, null, 2)}\n` : list(manifest),
    );
    return 0;
  }
  const url = (textFlag(invocation, "url") ?? DEFAULT_URL).replace(/\/+$/, "");
  await reachable(url);
  try {
    const play = await playHospital({
      url,
      manifest,
      clock: () => new Date(),
      firstSerial: now.getTime() % 10_000,
      onStep: note,
    });
    process.stdout.write(
      invocation.json ? `${JSON.stringify(play, null, 2)}\n` : `${playSheet(play)}\n`,
    );
    for (const failure of play.failures) note(`失败：${failure}`);
    return play.failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TransactionRefused) && !(error instanceof OutcomeUnknown)) throw error;
    note(`交易 ${error.infno}（报文 ${error.msgid}）失败：${error.message}`);
    return 1;
  }
}

async function reachable(url: string): Promise<void> {
  try {
    const response = await fetch(`${url}/healthz`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    const reason = cause?.code ?? (error as Error).message;
    throw new YibaoError("COMMAND-NO-SERVER", { url, reason });
  }
}

function playSheet(play: HospitalPlay): string {
  const sheets = play.settlements.map(settlementSheet);
  const reversed =
    play.reversed === null
      ? []
      : [`撤销：${play.reversed.title}结算 ${play.reversed.setl_id} 已撤销`];
  const balance = play.reconciliation.map(
    ({ what, balanced }) => `对账：${balanced ? "平" : "不平"} ${what}`,
  );
  const end =
    play.failures.length === 0
      ? "三次结算、一次撤销、对账为零：全部通过。"
      : `有 ${play.failures.length} 处失败。`;
  return [...sheets, [...reversed, ...balance].join("\n"), end].join("\n\n");
}

function settlementSheet({ title, institution, person, info, detail }: Played): string {
  const amount = (value: unknown) => Number(value ?? 0).toFixed(2);
  const funds = detail.map((row) => [
    `　${row.fund_pay_type_name ?? row.fund_pay_type}`,
    amount(row.fund_payamt),
  ]);
  const rows = [
    ["医疗费总额", amount(info.medfee_sumamt)],
    ["　全自费", amount(info.fulamt_ownpay_amt)],
    ["　超限价自费", amount(info.overlmt_selfpay)],
    ["　先行自付", amount(info.preselfpay_amt)],
    ["　政策范围内", amount(info.inscp_scp_amt)],
    ["　　其中起付线", amount(info.act_pay_dedc)],
    ["基金支付总额", amount(info.fund_pay_sumamt)],
    ...funds,
    ["个人负担", amount(info.psn_part_amt)],
    ["　个人账户", amount(info.acct_pay)],
    ["　现金", amount(info.psn_cash_pay)],
    ["账户余额", amount(info.balc)],
  ];
  const parties = `${institution.fixmedins_name} · ${person.psn_name}`;
  const heading = `── ${title}结算单 ${info.setl_id} · ${parties}`;
  return `${heading}\n${textTable(rows, ["left", "right"])}`;
}

function list(manifest: ReturnType<typeof demoManifest>): string {
  const institutions = manifest.institutions.map((one) => [
    one.fixmedins_code,
    one.level,
    one.agreement,
    one.fixmedins_name,
  ]);
  const people = manifest.people.map((one) => [
    one.psn_no,
    one.certno,
    one.psn_name,
    one.insutype,
    one.status,
    one.balance,
    one.identities.join(" "),
  ]);
  const items = manifest.items.map((one) => [
    one.hilist_code,
    one.medins_list_codg,
    one.class,
    one.first_share,
    one.price,
    one.hilist_name,
  ]);
  return [
    "机构",
    textTable(institutions, ["left", "left", "left", "left"]),
    "\n人员（历史账单不使用）",
    textTable(people, ["left", "left", "left", "left", "left", "right", "left"]),
    "\n项目（--json 可得全部字段、病种与手术）",
    textTable(items, ["left", "left", "left", "right", "right", "left"]),
    "",
  ].join("\n");
}

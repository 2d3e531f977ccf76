import { createHospitalClient, TransactionRefused } from "../gateway/index.ts";
import { fenFromYuan } from "../kernel/index.ts";
import type { DemoManifest, ManifestInstitution, ManifestPerson } from "./demo-manifest.ts";
import { type DayBook, reconcile, rememberBaseline } from "./play-reconcile.ts";
import {
  type Played,
  type Player,
  playInpatient,
  playOutpatient,
  playPharmacy,
  type WireSettlement,
} from "./play-visits.ts";

/**
 * Acts as a hospital over the national interface: three settlements, one reversal, the daily
 * reconciliation. Everything goes through HTTP; nothing is known here but what a hospital knows.
 */
export interface HospitalPlay {
  readonly settlements: readonly Played[];
  readonly reversed: { readonly setl_id: string; readonly title: string } | null;
  readonly reconciliation: readonly { readonly what: string; readonly balanced: boolean }[];
  /** What failed: an identity broken, a day not balanced. Empty when all is well. */
  readonly failures: readonly string[];
}

export interface PlayOptions {
  readonly url: string;
  readonly manifest: DemoManifest;
  readonly clock: () => Date;
  /** Where the running number of messages starts, so that two plays at once differ. */
  readonly firstSerial: number;
  /** Told before each step. */
  readonly onStep: (step: string) => void;
}

export async function playHospital(options: PlayOptions): Promise<HospitalPlay> {
  const { manifest, onStep } = options;
  const failures: string[] = [];
  const settlements: Played[] = [];
  const book: DayBook = { baselines: new Map(), entries: [] };
  let serial = options.firstSerial;
  const playerOf = (institution: ManifestInstitution): Player => ({
    client: createHospitalClient({
      url: options.url,
      institution: { code: institution.fixmedins_code, name: institution.fixmedins_name },
      region: "430400",
      operator: { id: "demo01", name: "演示操作员" },
      clock: options.clock,
      nextSerial: () => {
        serial += 1;
        return serial;
      },
      signing: { access_key: institution.access_key, secret: institution.secret },
    }),
    institution,
    items: manifest.items,
    diagnosis: manifest.diseases[0] ?? { diag_code: "", diag_name: "" },
    clock: options.clock,
    onStep,
    beforeFinal: (client, trial) =>
      rememberBaseline(book, client, institution, trial, options.clock),
  });
  const hospital = playerOf(activeInstitution(manifest, "level2"));
  const pharmacy = playerOf(activeInstitution(manifest, "pharmacy"));
  const employee = personWith(manifest, (one) => one.status === "working" && hasMoney(one));
  const residents = manifest.people.filter(
    (one) =>
      one.psn_insu_stas === "1" && one.insutype === "390" && one.identities.includes("low-income"),
  );

  onStep("9001 签到");
  await signIn(hospital);
  const play = async (run: () => Promise<Played>): Promise<Played> => {
    const played = await run();
    settlements.push(played);
    book.entries.push({ institution: played.institution, info: played.info, sign: 1 });
    failures.push(...brokenIdentities(played));
    return played;
  };
  const outpatient = await play(() => playOutpatient(hospital, employee));
  await play(() => playPharmacy(pharmacy, employee));
  await play(() => firstAdmitted(hospital, residents));

  onStep("2208 撤销门诊结算");
  const reversed = await reverse(hospital, outpatient);
  book.entries.push({ institution: outpatient.institution, info: outpatient.info, sign: -1 });
  onStep("3201 当日对总账");
  const reconciliation = await reconcile(book, [hospital, pharmacy], options.clock);
  failures.push(
    ...reconciliation.filter((one) => !one.balanced).map((one) => `对账不平：${one.what}`),
  );
  return { settlements, reversed, reconciliation, failures };
}

async function signIn(player: Player): Promise<void> {
  await player.client.call("9001", {
    signIn: { opter_no: "demo01", mac: "00-00-00-00-00-00", ip: "127.0.0.1" },
  });
}

/** Admits the first of the candidates who is not in hospital already. */
async function firstAdmitted(
  player: Player,
  candidates: readonly ManifestPerson[],
): Promise<Played> {
  let refusal: unknown = new Error("演示名单中没有可入院的人员");
  for (const person of candidates) {
    try {
      return await playInpatient(player, person);
    } catch (error) {
      if (!(error instanceof TransactionRefused) || error.infno !== "2401") throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function reverse(player: Player, played: Played): Promise<HospitalPlay["reversed"]> {
  const { setl_id, mdtrt_id, psn_no } = played.info;
  await player.client.call(
    "2208",
    { data: { setl_id, mdtrt_id, psn_no } },
    { insuplc_admdvs: "430400" },
  );
  return { setl_id, title: played.title };
}

function activeInstitution(manifest: DemoManifest, level: string): ManifestInstitution {
  const found = manifest.institutions.find(
    (one) => one.level === level && one.agreement === "active",
  );
  if (!found) throw new Error(`演示名单中没有 ${level} 的有效机构`);
  return found;
}

function personWith(
  manifest: DemoManifest,
  wanted: (person: ManifestPerson) => boolean,
): ManifestPerson {
  const found = manifest.people.find((one) => one.psn_insu_stas === "1" && wanted(one));
  if (!found) throw new Error("演示名单中没有合适的人员");
  return found;
}

function hasMoney(person: ManifestPerson): boolean {
  return fenFromYuan(person.balance) > 0;
}

/** Identities 1–4, 7, 10 and 13 of the national result fields, as a hospital's own check. */
function brokenIdentities({ title, info, detail, trial }: Played): string[] {
  const fen = (field: keyof WireSettlement) => Math.round(Number(info[field] ?? 0) * 100);
  const funds =
    fen("hifp_pay") +
    fen("cvlserv_pay") +
    fen("hifes_pay") +
    fen("hifmi_pay") +
    fen("hifob_pay") +
    fen("maf_pay") +
    fen("hifdm_pay") +
    fen("oth_pay");
  const rows = detail.reduce((sum, row) => sum + Math.round(Number(row.fund_payamt) * 100), 0);
  const parts =
    fen("fulamt_ownpay_amt") +
    fen("overlmt_selfpay") +
    fen("preselfpay_amt") +
    fen("inscp_scp_amt");
  const checks: readonly (readonly [string, boolean])[] = [
    ["总额＝四项之和", fen("medfee_sumamt") === parts],
    [
      "总额＝基金＋个人＋医院",
      fen("medfee_sumamt") === fen("fund_pay_sumamt") + fen("psn_part_amt") + fen("hosp_part_amt"),
    ],
    ["个人＝账户＋现金", fen("psn_part_amt") === fen("acct_pay") + fen("psn_cash_pay")],
    ["基金总额＝各基金之和", fen("fund_pay_sumamt") === funds],
    ["分项之和＝基金总额", rows === fen("fund_pay_sumamt")],
    ["预结算＝结算", AMOUNTS.every((field) => trial[field] === info[field])],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => `${title}：${name} 不成立`);
}

const AMOUNTS = [
  "medfee_sumamt",
  "inscp_scp_amt",
  "act_pay_dedc",
  "fund_pay_sumamt",
  "psn_part_amt",
  "acct_pay",
  "psn_cash_pay",
] as const satisfies readonly (keyof WireSettlement)[];

import { createHash } from "node:crypto";
import {
  type Act,
  type Books,
  type BudgetItem,
  commit,
  decideBudget,
  decidePayment,
  type Evidence,
  type KnowsCode,
  openBooks,
  proposeAdjustment,
  proposeBudget,
  readExecution,
  recordRelease,
  registerUnit,
  requestPayment,
} from "../department/index.ts";
import { type CivilDate, type Fen, fenFromYuan, multiplyFenByRatio } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";

/** A year of a bureau that does not exist: who keeps its books, and how far the year has come. */
export interface DepartmentPlan {
  readonly year: number;
  readonly unit_code: string;
  readonly unit_name: string;
  readonly region: string;
  /** Who proposes, and who decides. */
  readonly maker: string;
  readonly checker: string;
  /** Salaries are paid from February to this month. */
  readonly last_month: number;
  /** When the contract was made, and the payment and adjustment that wait were put up. */
  readonly waiting_on: CivilDate;
  readonly knows: KnowsCode;
}

/** What waits and what there is. */
export interface PlayedDepartment {
  readonly books: Books;
  readonly unit_code: string;
  readonly lines: readonly number[];
  readonly commitment_no: number;
  /** Wait for a decision. */
  readonly adjustment_no: number;
  readonly voucher_no: number;
}

const fen = (yuan: number): Fen => fenFromYuan(String(yuan));

/** Economic codes of both charts, project and yuan of the year. */
const LINES: readonly (readonly [string, string, string, number])[] = [
  ["30101", "50101", "", 1_860_000],
  ["30108", "50102", "", 284_000],
  ["30201", "50201", "", 96_000],
  ["30211", "50201", "", 60_000],
  ["30216", "50203", "", 38_000],
  ["30231", "50208", "", 42_000],
  ["30227", "50205", "P2001", 520_000],
  ["31007", "50306", "P2001", 300_000],
];
const PROJECTS = [{ project_code: "P2001", name: "医保信息系统运行维护（演示）" }];
const SALARIES_YUAN = 155_000;
const SOFTWARE_MAKER = "虚构软件公司";

/**
 * A year with budget, releases, a contract, payments, and two documents that wait for the checker.
 * Again it changes nothing: every act is known by the number of its request.
 */
export async function playDepartment(
  store: Store,
  plan: DepartmentPlan,
): Promise<PlayedDepartment> {
  const { year, unit_code } = plan;
  const books = openBooks(store, { knows: plan.knows });
  const acts = actsOf(plan);
  await registerUnit(books, acts(plan.maker, "登记单位", day(`${year}-01-04`)), {
    ...{ unit_code, valid_from: day("2020-01-01"), name: plan.unit_name, kind: "administrative" },
    ...{ parent_code: null, region: plan.region },
  });
  const items = LINES.map(([economic_code, government_code, project_code, yuan]): BudgetItem => {
    const codes = { functional_code: "2101501", economic_code, government_code, project_code };
    const from = { fund: "general", source: "appropriation", procurement: false } as const;
    return { ...codes, ...from, unit_code, year, amount_fen: fen(yuan) };
  });
  const lines = await budgetOf(books, acts, plan, items);
  await releasesOf(books, acts, plan, lines);
  await paymentsOf(books, acts, plan, lines);
  const waiting = await contractOf(books, acts, plan, lines[6] as number);
  const { document_no: adjustment_no } = await proposeAdjustment(
    books,
    acts(plan.maker, "差旅费有余，公务用车运行费不足", plan.waiting_on),
    {
      ...{ unit_code, year, kind: "transfer", authority: "虚财调〔演示〕3号" },
      date: plan.waiting_on,
      items: [
        { ...(items[3] as BudgetItem), amount_fen: fen(-12_000) },
        { ...(items[4] as BudgetItem), amount_fen: fen(12_000) },
      ],
    },
  );
  return { books, unit_code, lines, adjustment_no, ...waiting };
}

type Acts = (person: string, reason: string, on: CivilDate) => Act;

/** Numbers the requests in their order: the same play makes the same ones. */
function actsOf({ unit_code, year }: DepartmentPlan): Acts {
  let requests = 0;
  return (person, reason, on) => {
    requests += 1;
    const request_id = `demo-${unit_code}-${year}-${requests}`;
    return { request_id, person, reason, at: new Date(`${on}T10:00:00+08:00`) };
  };
}

async function budgetOf(
  books: Books,
  acts: Acts,
  { year, unit_code, maker, checker }: DepartmentPlan,
  items: readonly BudgetItem[],
): Promise<readonly number[]> {
  const date = day(`${year}-01-10`);
  const authority = `虚财预〔${year}〕1号`;
  const proposal = { unit_code, year, date, authority, projects: PROJECTS, items };
  const { document_no } = await proposeBudget(books, acts(maker, "年初部门预算", date), proposal);
  const decision = { document_no, decision: "approved", date } as const;
  await decideBudget(books, acts(checker, "与批复一致", date), decision);
  const lines = await readExecution(books.store, unit_code, year);
  return items.map(({ economic_code, project_code }) => {
    const found = lines.find(
      ({ line }) => line.economic_code === economic_code && line.project_code === project_code,
    );
    return found?.line.line_no as number;
  });
}

/** Three quarters of each line may be paid from. */
async function releasesOf(
  books: Books,
  acts: Acts,
  { year, maker }: DepartmentPlan,
  lines: readonly number[],
): Promise<void> {
  const date = day(`${year}-01-20`);
  const authority = `虚财指〔${year}〕2号`;
  for (const [index, line_no] of lines.entries()) {
    const amount_fen = multiplyFenByRatio(fen(LINES[index]?.[3] ?? 0), 3, 4, "down");
    const release = { line_no, amount_fen, date, authority };
    await recordRelease(books, acts(maker, "下达用款额度", date), release);
  }
}

async function paymentsOf(
  books: Books,
  acts: Acts,
  { year, last_month, maker, checker }: DepartmentPlan,
  lines: readonly number[],
): Promise<void> {
  const [salaries = 0, , office = 0, travel = 0] = lines;
  const pay = async (line_no: number, yuan: number, purpose: string, date: CivilDate) => {
    const amount_fen = fen(yuan);
    const { document_no } = await requestPayment(books, acts(maker, purpose, date), {
      ...{ against: { line_no }, amount_fen, payee: "虚构商店", purpose, date },
      evidence: [paper("invoice", `FP${line_no}-${date}`, amount_fen)],
    });
    const decision = { document_no, decision: "approved", date } as const;
    await decidePayment(books, acts(checker, "票据齐全", date), decision);
  };
  for (let month = 2; month <= last_month; month += 1) {
    const date = day(`${year}-${String(month).padStart(2, "0")}-15`);
    await pay(salaries, SALARIES_YUAN, "工资", date);
  }
  await pay(office, 18_460, "办公用品", day(`${year}-03-21`));
  await pay(travel, 7_312, "差旅费", day(`${year}-04-09`));
}

/** A contract, and its first payment, which waits. */
async function contractOf(
  books: Books,
  acts: Acts,
  { maker, waiting_on: date }: DepartmentPlan,
  line_no: number,
): Promise<{ commitment_no: number; voucher_no: number }> {
  const reserved = await commit(books, acts(maker, "签订运维合同", date), {
    ...{ line_no, kind: "contract", number: "虚采合〔演示〕7号", date },
    ...{ counterparty: SOFTWARE_MAKER, amount_fen: fen(360_000) },
  });
  const commitment_no = reserved.document_no;
  const amount_fen = fen(120_000);
  const voucher = await requestPayment(books, acts(maker, "支付首期款", date), {
    against: { commitment_no },
    ...{ amount_fen, payee: SOFTWARE_MAKER, purpose: "系统运维首期款", date },
    evidence: [
      paper("invoice", `FP${commitment_no}-${date}`, amount_fen),
      paper("contract", "HT-7", fen(360_000)),
    ],
  });
  return { commitment_no, voucher_no: voucher.document_no };
}

function paper(kind: Evidence["kind"], number: string, amount_fen: Fen): Evidence {
  const sha256 = createHash("sha256").update(`${kind} ${number}`).digest("hex");
  return { kind, number, sha256, amount_fen };
}

function day(text: string): CivilDate {
  return text as CivilDate;
}

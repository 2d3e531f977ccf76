import {
  type CivilDate,
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  type Rounding,
  YibaoError,
  ZERO_FEN,
} from "../kernel/index.ts";
import type {
  AccountPayment,
  Accumulators,
  BillFacts,
  ChargeLineFacts,
  FourAmounts,
  FundPayment,
  Provenance,
  Split,
} from "./adjudication.ts";
import type { Benefit, Layer } from "./benefit.ts";
import { compileBands } from "./layers/bands.ts";
import { applies, type LayerContext } from "./layers/context.ts";
import { compileDeductible } from "./layers/deductible.ts";
import { compileFirstShare } from "./layers/first-share.ts";
import { type CompiledLayer, NO_TERMS, newRun, type Run, roomWithin } from "./layers/run.ts";
import { compileShare } from "./layers/share.ts";
import type { Coordinates } from "./parameter.ts";
import { benefitsFor, epochOf, plainCell, type Region } from "./region.ts";

/** Everything the pack decides for one kind of case between two days of change. */
interface CompiledPlan {
  readonly benefit: Benefit;
  readonly layers: readonly CompiledLayer[];
  readonly rounding: Rounding;
  readonly account: { readonly title: string; readonly source: Provenance } | null;
  readonly sum_includes_own_account: boolean;
  readonly rules: LineRules;
}

interface LineRules {
  readonly full_self: Provenance;
  readonly over_limit: Provenance;
  readonly first_self: Provenance;
  readonly in_scope: Provenance;
}

/** Plans are compiled once a region and case; the cache goes when the region does. */
const caches = new WeakMap<Region, PlanCache>();

interface PlanCache {
  readonly root: PlanNode;
  /** Where the cases of a day begin below the root; days of one month and epoch share it. */
  readonly days: Map<CivilDate, PlanNode>;
  /** Nodes and days together: cases that no benefit decides leave some, too. */
  size: number;
}

/** One part of a case leads to the next: several times faster than one long text as the key. */
interface PlanNode {
  readonly next: Map<string | null, PlanNode>;
  plan: CompiledPlan | null;
}

/**
 * Splits one bill by the region's rules on the day of care. Pure: the same region, facts and
 * accumulators give the same split, and nothing else is read.
 *
 * Source of the order and the amounts: national settlement result fields; see GLOSSARY.md.
 * @throws YibaoError POLICY-NO-BENEFIT when nothing in the pack decides the case
 */
export function adjudicate(region: Region, facts: BillFacts, opening: Accumulators): Split {
  const plan = planFor(region, facts);
  const run = newRun(facts, opening);
  const lines = splitLines(run, plan);
  const sums = sumLines(run, lines);
  for (const layer of plan.layers) layer(run);
  return finish(run, plan, sums, lines);
}

/** The name of the benefit that decides a case. */
export function benefitOf(region: Region, facts: BillFacts): Benefit {
  return planFor(region, facts).benefit;
}

function planFor(region: Region, facts: BillFacts): CompiledPlan {
  let cache = caches.get(region);
  if (!cache || cache.size >= CACHE_SIZE_MAX) {
    cache = { root: newNode(), days: new Map(), size: 0 };
    caches.set(region, cache);
  }
  const identity = identityOf(region, facts);
  let node = cache.days.get(facts.care_date) ?? startOfDay(cache, region, facts.care_date);
  node = nodeAfter(cache, node, facts.insutype);
  node = nodeAfter(cache, node, facts.visit_type);
  node = nodeAfter(cache, node, facts.hospital_level);
  node = nodeAfter(cache, node, facts.employment_status);
  node = nodeAfter(cache, node, facts.place);
  node = nodeAfter(cache, node, identity);
  node = nodeAfter(cache, node, facts.disease);
  node = nodeAfter(cache, node, facts.civil_servant_rank);
  node.plan ??= compilePlan(region, facts, identity);
  return node.plan;
}

/** The month is part of the case because a limit may count by month or quarter. */
function startOfDay(cache: PlanCache, region: Region, day: CivilDate): PlanNode {
  const epoch = nodeAfter(cache, cache.root, String(epochOf(region, day)));
  const node = nodeAfter(cache, epoch, day.slice(0, 7));
  cache.days.set(day, node);
  cache.size += 1;
  return node;
}

function newNode(): PlanNode {
  return { next: new Map(), plan: null };
}

function nodeAfter(cache: PlanCache, node: PlanNode, part: string | null): PlanNode {
  let next = node.next.get(part);
  if (!next) {
    next = newNode();
    node.next.set(part, next);
    cache.size += 1;
  }
  return next;
}

/** Far above what a region needs; a bound all the same. */
const CACHE_SIZE_MAX = 200_000;

/** The identity that wins when a person holds several: the first in the pack's order. */
export function identityOf(
  region: Region,
  facts: { readonly identities: readonly string[]; readonly care_date: CivilDate },
): string {
  if (facts.identities.length === 0) return "none";
  if (facts.identities.length === 1) return facts.identities[0] as string;
  const order = plainCell(region, "identity_order", facts.care_date).value as readonly string[];
  return order.find((identity) => facts.identities.includes(identity as never)) ?? "none";
}

function compilePlan(region: Region, facts: BillFacts, identity: string): CompiledPlan {
  const { insutype, visit_type, disease, care_date: day } = facts;
  const matching = benefitsFor(region, { insutype, visit_type, disease, day });
  const benefit = matching[0];
  if (!benefit || matching.length > 1) {
    throw new YibaoError("POLICY-NO-BENEFIT", {
      day,
      insutype,
      visit_type,
      disease: disease ?? "无",
    });
  }
  const choice = (name: string) => String(plainCell(region, name, day).value);
  const coordinates: Coordinates = {
    hospital_level: facts.hospital_level,
    employment_status: facts.employment_status,
    place: facts.place,
    identity,
    insutype,
    civil_servant_rank: facts.civil_servant_rank ?? "none",
    disease: disease ?? "none",
  };
  const rounding = choice("rounding") as Rounding;
  const context: LayerContext = { region, day, coordinates, rounding };
  const active = benefit.layers.filter((layer) => applies(context, layer.when));
  const account = active.find((layer) => layer.kind === "account");
  const source = (name: string) => plainCell(region, name, day).source;
  return {
    benefit,
    layers: active.flatMap((layer) => compileLayer(layer, context) ?? []),
    rounding,
    account: account ? { title: account.title, source: source("account_use") } : null,
    sum_includes_own_account: choice("fund_sum_includes_account") === "own",
    rules: {
      full_self: source("full_self_rule"),
      over_limit: source("over_limit_rule"),
      first_self: source("first_self_pay_rule"),
      in_scope: benefit.source,
    },
  };
}

function compileLayer(layer: Layer, context: LayerContext): CompiledLayer | null {
  switch (layer.kind) {
    case "first-share":
      return compileFirstShare(layer, context);
    case "deductible":
      return compileDeductible(layer, context);
    case "share":
      return compileShare(layer, context);
    case "bands":
      return compileBands(layer, context);
    case "account":
      return null;
  }
}

/** Each line into its four amounts (identity 5), with a step for what the person bears of it. */
function splitLines(run: Run, plan: CompiledPlan): FourAmounts[] {
  const { lines } = run.facts;
  const split: FourAmounts[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    split.push(splitLine(run, plan, lines[index] as ChargeLineFacts, index));
  }
  return split;
}

function splitLine(
  run: Run,
  { rules, rounding }: CompiledPlan,
  line: ChargeLineFacts,
  index: number,
): FourAmounts {
  const total = line.amount_fen;
  if (line.class === "C") {
    lineStep(run, index, "丙类或目录外全自费", "full_self", total, ONE, total, rules.full_self);
    return four(total, total, ZERO_FEN, ZERO_FEN, ZERO_FEN);
  }
  const over = line.over_limit_fen;
  const within = (total - over) as Fen;
  if (over !== 0) {
    lineStep(run, index, "超限价自付", "over_limit", total, null, over, rules.over_limit);
  }
  const rate = line.paid_alone ? ZERO_RATE : line.first_share_ppm;
  const first = rate === 0 ? ZERO_FEN : multiplyFenByPpm(within, rate, rounding);
  if (first !== 0) {
    lineStep(run, index, "先行自付", "first_self", within, rate, first, rules.first_self);
  }
  return four(total, ZERO_FEN, over, first, (within - first) as Fen);
}

const ONE = PPM_ONE as Ppm;
const ZERO_RATE = 0 as Ppm;

function lineStep(
  run: Run,
  line: number,
  title: string,
  to: string,
  base_fen: Fen,
  rate_ppm: Ppm | null,
  result_fen: Fen,
  source: Provenance,
): void {
  const terms = NO_TERMS;
  run.steps.push({ layer: "line", title, line, to, base_fen, rate_ppm, result_fen, source, terms });
}

function four(total: Fen, full: Fen, over: Fen, first: Fen, scope: Fen): FourAmounts {
  return {
    total_fen: total,
    full_self_fen: full,
    over_limit_fen: over,
    first_self_fen: first,
    in_scope_fen: scope,
  };
}

function sumLines(run: Run, lines: readonly FourAmounts[]): FourAmounts {
  let total = 0;
  let full = 0;
  let over = 0;
  let first = 0;
  let scope = 0;
  let alone = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as FourAmounts;
    total += line.total_fen;
    full += line.full_self_fen;
    over += line.over_limit_fen;
    first += line.first_self_fen;
    scope += line.in_scope_fen;
    if (run.facts.lines[index]?.paid_alone) alone += line.in_scope_fen;
  }
  run.total_fen = total as Fen;
  run.first_self_fen = first as Fen;
  run.in_scope_fen = scope as Fen;
  run.paid_alone_fen = alone as Fen;
  run.payable_fen = (scope - alone) as Fen;
  run.personal_fen = run.payable_fen;
  return four(total as Fen, full as Fen, over as Fen, first as Fen, scope as Fen);
}

function finish(
  run: Run,
  plan: CompiledPlan,
  sums: FourAmounts,
  lines: readonly FourAmounts[],
): Split {
  const payments = oncePerFund(run.payments);
  let funds = 0;
  for (const payment of payments) funds += payment.paid_fen;
  const person = (run.total_fen - funds) as Fen;
  const inScopePerson = roomWithin(run.in_scope_fen, funds as Fen);
  pushStep(
    run,
    "person",
    "政策范围内个人负担",
    "person_in_scope",
    run.in_scope_fen,
    inScopePerson,
    plan.rules.in_scope,
  );
  const accounts = payFromAccounts(run, plan, person);
  let account = 0;
  let mutual = 0;
  for (const { relation, paid_fen } of accounts) {
    account += paid_fen;
    if (relation === "mutual") mutual += paid_fen;
  }
  const ownInSum = plan.sum_includes_own_account ? account - mutual : 0;
  // Written out: spreading `sums` into so wide an object is ten times slower than the whole bill.
  return {
    total_fen: sums.total_fen,
    full_self_fen: sums.full_self_fen,
    over_limit_fen: sums.over_limit_fen,
    first_self_fen: sums.first_self_fen,
    in_scope_fen: sums.in_scope_fen,
    lines,
    deductible_fen: run.deductible_fen,
    pool_ratio_ppm: run.pool_ratio_ppm,
    payments,
    fund_sum_fen: (funds + ownInSum) as Fen,
    person_fen: person,
    account_fen: account as Fen,
    mutual_fen: mutual as Fen,
    cash_fen: (person - account) as Fen,
    hospital_fen: ZERO_FEN,
    account_payments: accounts,
    moves: run.moves,
    steps: run.steps,
  };
}

function pushStep(
  run: Run,
  layer: string,
  title: string,
  to: string,
  base_fen: Fen,
  result_fen: Fen,
  source: Provenance,
): void {
  const terms = NO_TERMS;
  const line = null;
  run.steps.push({ layer, title, line, to, base_fen, rate_ppm: null, result_fen, source, terms });
}

/** Each fund once (clients read fund → amount into a map): layers of one fund are added up. */
function oncePerFund(payments: readonly FundPayment[]): readonly FundPayment[] {
  const once: FundPayment[] = [];
  for (const payment of payments) {
    const index = indexOfFund(once, payment.fund);
    const earlier = once[index];
    if (!earlier) {
      once.push(payment);
      continue;
    }
    const base_fen = (earlier.base_fen + payment.base_fen) as Fen;
    const paid_fen = (earlier.paid_fen + payment.paid_fen) as Fen;
    once[index] = { ...earlier, base_fen, paid_fen };
  }
  return once;
}

function indexOfFund(payments: readonly FundPayment[], fund: string): number {
  for (let index = 0; index < payments.length; index += 1) {
    if (payments[index]?.fund === fund) return index;
  }
  return payments.length;
}

/** Own account first, then the family's, each up to its balance (E26). */
function payFromAccounts(run: Run, plan: CompiledPlan, person_fen: Fen): AccountPayment[] {
  const { account_use, accounts } = run.facts;
  if (plan.account === null || account_use === "none") return [];
  const paid: AccountPayment[] = [];
  let open = person_fen;
  for (const { account_id, relation, balance_fen } of accounts) {
    if (relation === "mutual" && account_use !== "family") continue;
    const part = minimumFen(open, balance_fen);
    if (part <= 0) continue;
    open = (open - part) as Fen;
    paid.push({ account_id, relation, paid_fen: part });
    const { title, source } = plan.account;
    pushStep(run, "account", title, `account:${relation}`, balance_fen, part, source);
  }
  return paid;
}

import { type CivilDate, type Rounding, YibaoError } from "../kernel/index.ts";
import type { BillFacts, Provenance } from "./adjudication.ts";
import type { Benefit } from "./benefit.ts";
import { type BoundLayer, bindLayer } from "./layers/bound-layer.ts";
import { applies, type LayerContext } from "./layers/context.ts";
import { markOf, type StepMark } from "./layers/run.ts";
import type { Coordinates } from "./parameter.ts";
import { benefitsFor, epochOf, plainCell, type Region } from "./region.ts";

/** Everything the pack decides for one kind of case between two days of change. */
export interface CompiledPlan {
  readonly benefit: Benefit;
  readonly layers: readonly BoundLayer[];
  readonly rounding: Rounding;
  /** Whether accounts pay what the person bears. */
  readonly account: boolean;
  readonly sum_includes_own_account: boolean;
  readonly marks: PlanMarks;
}

/** Of the steps that no layer makes. */
export interface PlanMarks {
  readonly full_self: StepMark;
  readonly over_limit: StepMark;
  readonly first_self: StepMark;
  readonly paid_alone: StepMark;
  readonly person: StepMark;
  readonly account: Readonly<Record<"own" | "mutual", StepMark>>;
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
 * The plan that decides a case, compiled at its first use.
 * @throws YibaoError POLICY-NO-BENEFIT when nothing in the pack decides the case
 */
export function planFor(region: Region, facts: BillFacts): CompiledPlan {
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

/** What of a bill its plan depends on, beside the identity. */
export type PlanFacts = Pick<
  BillFacts,
  | "insutype"
  | "visit_type"
  | "care_date"
  | "hospital_level"
  | "place"
  | "disease"
  | "employment_status"
  | "civil_servant_rank"
>;

/**
 * Binds the pack to one kind of case; `planFor` keeps what this makes.
 * @throws YibaoError POLICY-NO-BENEFIT, POLICY-NO-VALUE, POLICY-RATE-NOT-WHOLE
 */
export function compilePlan(region: Region, facts: PlanFacts, identity: string): CompiledPlan {
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
    layers: active.flatMap((layer) => bindLayer(layer, context) ?? []),
    rounding,
    account: account !== undefined,
    sum_includes_own_account: choice("fund_sum_includes_account") === "own",
    marks: planMarks(source, benefit.source, account?.title ?? ""),
  };
}

function planMarks(
  source: (name: string) => Provenance,
  in_scope: Provenance,
  accountTitle: string,
): PlanMarks {
  const line = { layer: "line" };
  const person = { layer: "person" };
  const account = (relation: "own" | "mutual") =>
    markOf(
      { layer: "account" },
      "account",
      `account:${relation}`,
      accountTitle,
      source("account_use"),
    );
  const [full, over, first] = ["full_self_rule", "over_limit_rule", "first_self_pay_rule"].map(
    source,
  ) as [Provenance, Provenance, Provenance];
  return {
    full_self: markOf(line, "line-full-self", "full_self", "丙类或目录外全自费", full),
    over_limit: markOf(line, "line-over-limit", "over_limit", "超限价自付", over),
    first_self: markOf(line, "line-first-share", "first_self", "先行自付", first),
    paid_alone: markOf(line, "line-paid-alone", "paid_alone", "单行支付药品", in_scope),
    person: markOf(person, "person-in-scope", "person_in_scope", "政策范围内个人负担", in_scope),
    account: { own: account("own"), mutual: account("mutual") },
  };
}

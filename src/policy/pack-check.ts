import { laterDay, overlaps, YibaoError } from "../kernel/index.ts";
import type {
  BandsLayer,
  Benefit,
  DeductibleLayer,
  Layer,
  Reference,
  ShareLayer,
} from "./benefit.ts";
import type { AccumulatorDefinition, Disease, FundDefinition, Located, Section } from "./pack.ts";
import { checkAskedFor, checkUnderstood, LAYER_CHOICES } from "./pack-choices.ts";
import type { Parameter, Table, Unit } from "./parameter.ts";
import { isCell } from "./parameter.ts";

/** Everything a merged region names must exist, be of the right unit, and decide a case once. */
export interface Checked {
  readonly funds: Section<FundDefinition>;
  readonly accumulators: Section<AccumulatorDefinition>;
  readonly diseases: Section<Disease>;
  readonly parameters: Section<Parameter>;
  readonly benefits: Section<Benefit>;
}

/**
 * `identities` are those known beyond the nationwide ones.
 * @throws YibaoError PACK-* at file:line for the first thing that does not hold
 */
export function checkReferences(region: Checked, identities: readonly string[] = []): void {
  checkAskedFor(region.parameters, identities);
  for (const { value, where } of region.parameters.values()) {
    checkDiseaseRows(region, value, where);
  }
  for (const { value } of region.benefits.values()) checkBenefit(region, value);
}

function checkDiseaseRows(region: Checked, parameter: Parameter, where: string): void {
  for (const version of parameter.versions) {
    const depth = version.by.indexOf("disease");
    if (depth < 0) continue;
    for (const row of rowsAt(version.table, depth)) {
      if (row !== "other") checkDisease(region, row, version.where || where);
    }
  }
}

function rowsAt(table: Table, depth: number): string[] {
  if (isCell(table)) return [];
  if (depth === 0) return Object.keys(table);
  return Object.values(table).flatMap((row) => rowsAt(row, depth - 1));
}

function checkDisease(region: Checked, disease: string, where: string): void {
  if (!region.diseases.has(disease)) {
    throw new YibaoError("PACK-UNKNOWN-DISEASE", { disease }, where);
  }
}

function checkBenefit(region: Checked, benefit: Benefit): void {
  for (const disease of [...(benefit.diseases ?? []), ...(benefit.diseases_except ?? [])]) {
    checkDisease(region, disease, benefit.where);
  }
  const seen = new Set<string>();
  for (const layer of benefit.layers) {
    if (seen.has(layer.layer)) {
      throw new YibaoError("PACK-DUPLICATE-LAYER", { layer: layer.layer }, layer.where);
    }
    seen.add(layer.layer);
    checkLayer(region, layer);
  }
}

function checkLayer(region: Checked, layer: Layer): void {
  const check: LayerCheck = {
    named: (reference, wanted) => checkReference(region, reference, wanted, layer.where),
    accumulator: (name) => checkAccumulator(region, name, layer.where),
    fund: (fund) => checkFund(region, fund, layer.where),
    choice: (name, understood) => {
      if (name === null) return;
      checkChoice(region, name, understood, layer.where);
      checkPlain(region, name);
    },
    choiceByRow: (reference, understood) => checkChoice(region, reference, understood, layer.where),
  };
  for (const [name, value] of Object.entries(layer.when)) {
    check.named(name, "choice");
    checkWord(region, name, value, layer.where);
  }
  if (layer.kind === "first-share") check.named(layer.share, "ratio");
  if (layer.kind === "deductible") checkDeductible(layer, check);
  if (layer.kind === "share") checkShare(layer, check);
  if (layer.kind === "bands") checkBands(layer, check);
}

/** The questions a layer's names are asked, each answered at the layer's line. */
interface LayerCheck {
  readonly named: (reference: Reference | null, wanted: Unit) => void;
  readonly accumulator: (name: string) => void;
  readonly fund: (fund: string) => void;
  /** A choice whose words the program itself acts on. */
  readonly choice: (name: string | null, understood: readonly string[]) => void;
  /** The same where each row (a disease, a level) may choose for itself. */
  readonly choiceByRow: (reference: Reference, understood: readonly string[]) => void;
}

function checkDeductible(layer: DeductibleLayer, check: LayerCheck): void {
  check.named(layer.per_bill, "yuan");
  if (layer.repeat) {
    check.accumulator(layer.repeat.counter);
    check.named(layer.repeat.factor, "ratio");
  }
  for (const { accumulator, limit } of layer.within) {
    check.accumulator(accumulator);
    check.named(limit, "yuan");
  }
}

function checkShare(layer: ShareLayer, check: LayerCheck): void {
  check.fund(layer.fund);
  check.named(layer.ratio, "ratio");
  for (const { value } of layer.adjust) check.named(value, "ratio");
  if (layer.threshold) {
    check.accumulator(layer.threshold.accumulator);
    check.named(layer.threshold.amount, "yuan");
  }
  if (layer.disease_limit) {
    check.accumulator(layer.disease_limit.accumulator);
    check.named(layer.disease_limit.amount, "yuan");
    check.choiceByRow(layer.disease_limit.kind, LAYER_CHOICES.limit_kind);
    check.choiceByRow(layer.disease_limit.order, LAYER_CHOICES.limit_order);
  }
  for (const cap of layer.caps) {
    check.accumulator(cap.accumulator);
    check.named(cap.limit, "yuan");
    check.choice(cap.measure, LAYER_CHOICES.measure);
  }
}

function checkBands(layer: BandsLayer, check: LayerCheck): void {
  check.fund(layer.fund);
  check.accumulator(layer.accumulated);
  check.accumulator(layer.paid);
  check.named(layer.threshold, "yuan");
  check.named(layer.threshold_factor, "ratio");
  check.named(layer.bands, "bands");
  check.named(layer.cap, "yuan");
  for (const { value } of layer.adjust) check.named(value, "ratio");
  check.choice(layer.bands_from, LAYER_CHOICES.bands_from);
  check.choice(layer.increase, LAYER_CHOICES.increase);
  check.choice(layer.counts_cross_region_share, LAYER_CHOICES.counts);
  check.choice(layer.counts_first_self_pay, LAYER_CHOICES.counts);
}

function checkReference(
  region: Checked,
  reference: Reference | null,
  wanted: Unit,
  where: string,
): void {
  if (reference === null) return;
  if (typeof reference !== "string") {
    checkReference(region, reference.choose, "choice", where);
    for (const [value, name] of Object.entries(reference.options)) {
      if (value !== "other") checkWord(region, reference.choose, value, where);
      if (name !== null) checkReference(region, name, wanted, where);
    }
    return;
  }
  const parameter = region.parameters.get(reference)?.value;
  if (!parameter) throw new YibaoError("PACK-UNKNOWN-PARAMETER", { name: reference }, where);
  if (parameter.purpose === "financing") {
    throw new YibaoError("PACK-WRONG-PURPOSE", { name: reference }, where);
  }
  if (parameter.unit !== wanted) {
    throw new YibaoError(
      "PACK-WRONG-UNIT",
      { name: reference, unit: parameter.unit, wanted },
      where,
    );
  }
}

/** A choice that the program acts on: it exists, and says only what the program understands. */
function checkChoice(
  region: Checked,
  reference: Reference,
  understood: readonly string[],
  where: string,
): void {
  checkReference(region, reference, "choice", where);
  const names = typeof reference === "string" ? [reference] : Object.values(reference.options);
  for (const name of names) {
    const parameter = name === null ? undefined : region.parameters.get(name);
    if (parameter) checkUnderstood(parameter, understood);
  }
}

/** A word that no choice ever says would leave the layer, or the value, out for ever. */
function checkWord(region: Checked, choice: string, word: string, where: string): void {
  checkPlain(region, choice);
  const among = region.parameters.get(choice)?.value.among ?? [];
  if (among.includes(word)) return;
  const details = { value: `${choice}: ${word}`, allowed: among.join("、") };
  throw new YibaoError("PACK-NOT-ALLOWED", details, where);
}

/** A choice that decides for the whole region cannot differ from row to row. */
function checkPlain(region: Checked, name: string): void {
  const { value, where } = region.parameters.get(name) as Located<Parameter>;
  const rows = value.versions.find(({ by }) => by.length > 0)?.by;
  if (rows === undefined) return;
  const details = {
    name,
    unit: `choice（按 ${rows.join("、")} 分行）`,
    wanted: "choice（不分行）",
  };
  throw new YibaoError("PACK-WRONG-UNIT", details, where);
}

function checkFund(region: Checked, fund: string, where: string): void {
  const found = region.funds.get(fund)?.value;
  if (!found) throw new YibaoError("PACK-UNKNOWN-FUND", { fund }, where);
  if (found.national_field === "acct_pay") {
    const allowed = "个人账户以外的基金；个人账户用 kind: account 的一层支付";
    throw new YibaoError("PACK-NOT-ALLOWED", { value: fund, allowed }, where);
  }
}

function checkAccumulator(region: Checked, name: string, where: string): void {
  if (!region.accumulators.has(name)) {
    throw new YibaoError("PACK-UNKNOWN-ACCUMULATOR", { name }, where);
  }
}

/**
 * Two benefits may not both decide a case on the same day.
 * @throws YibaoError PACK-BENEFITS-OVERLAP
 */
export function checkOverlaps(benefits: readonly Benefit[]): void {
  benefits.forEach((first, index) => {
    for (const second of benefits.slice(index + 1)) {
      const insutype = first.insutypes.find((one) => second.insutypes.includes(one));
      const visit_type = first.visit_types.find((one) => second.visit_types.includes(one));
      if (insutype === undefined || visit_type === undefined) continue;
      if (!overlaps(first.period, second.period) || diseasesDisjoint(first, second)) continue;
      const day = laterDay(first.period.from, second.period.from);
      throw new YibaoError(
        "PACK-BENEFITS-OVERLAP",
        { first: first.name, second: second.name, day, insutype, visit_type },
        second.where,
      );
    }
  });
}

function diseasesDisjoint(first: Benefit, second: Benefit): boolean {
  const covers = (benefit: Benefit, disease: string) =>
    (benefit.diseases === null || benefit.diseases.includes(disease)) &&
    !(benefit.diseases_except ?? []).includes(disease);
  if (first.diseases !== null) return !first.diseases.some((one) => covers(second, one));
  if (second.diseases !== null) return !second.diseases.some((one) => covers(first, one));
  return false;
}

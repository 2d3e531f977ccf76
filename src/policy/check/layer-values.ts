import {
  type CivilDate,
  contains,
  fen,
  PPM_ONE,
  type Rounding,
  YibaoError,
} from "../../kernel/index.ts";
import type { RateTerm } from "../adjudication.ts";
import type { Benefit, Layer } from "../benefit.ts";
import { type BoundLayer, bindLayer } from "../layers/bound-layer.ts";
import { type Parameter, versionOn } from "../parameter.ts";
import { plainCell, type Region } from "../region.ts";
import { rulesOn } from "../region-rules.ts";
import type { CheckSteps } from "./finding.ts";
import type { Findings } from "./findings.ts";
import {
  activeLayers,
  combinations,
  dimensionsRead,
  parametersRead,
  rowsFor,
} from "./layer-reads.ts";
import {
  atCoordinates,
  coordinatesOf,
  exampleCase,
  plainLine,
  plainSituation,
  type Situation,
  situationText,
} from "./situation.ts";
import type { Stretch, Universe } from "./universe.ts";

/**
 * Every value that a layer reads exists: each layer is bound, as the engine binds it, for every
 * combination of the dimensions that it reads, on each stretch of days. What binds here binds for
 * any bill, since nothing else is looked up.
 */

/** @returns how many bindings were tried */
export function* checkLayerValues(
  region: Region,
  universe: Universe,
  findings: Findings,
): CheckSteps<number> {
  let tried = 0;
  for (const stretch of universe.stretches) checkChoices(region, stretch.from, findings);
  const { benefits } = region;
  for (const [index, benefit] of benefits.entries()) {
    for (const stretch of universe.stretches) {
      if (!contains(benefit.period, stretch.from)) continue;
      tried += checkBenefitOn(region, benefit, stretch, findings);
      yield { phase: "数值", done: index, total: benefits.length };
    }
  }
  return tried;
}

/** The choices that every settlement asks for. */
function checkChoices(region: Region, day: CivilDate, findings: Findings): void {
  const situation = situationOf(region, day);
  attempt(region, situation, null, findings, () => {
    rulesOn(region, day);
    for (const name of ["identity_order", "account_use", "full_self_rule", "over_limit_rule"]) {
      plainCell(region, name, day);
    }
    plainCell(region, "first_self_pay_rule", day);
  });
}

/** Any case of the day: some benefit's plainest. */
function situationOf(region: Region, day: CivilDate): Situation {
  const benefit = region.benefits.find(({ period }) => contains(period, day));
  if (!benefit) return plainSituation(day, "310", "11", null);
  return benefitSituation(benefit, benefit.insutypes[0] as string, day);
}

export function benefitSituation(benefit: Benefit, insutype: string, day: CivilDate): Situation {
  const visit_type = benefit.visit_types[0] as string;
  return plainSituation(day, insutype, visit_type, benefit.diseases?.[0] ?? null);
}

function checkBenefitOn(
  region: Region,
  benefit: Benefit,
  { from }: Stretch,
  findings: Findings,
): number {
  let tried = 0;
  for (const insutype of benefit.insutypes) {
    const plain = benefitSituation(benefit, insutype, from);
    const rows = rowsFor(region, benefit, plain);
    attempt(region, plain, null, findings, () => {
      const rounding = String(plainCell(region, "rounding", from).value) as Rounding;
      for (const layer of activeLayers(region, from, benefit)) {
        for (const rest of combinations(dimensionsRead(region, from, layer), rows)) {
          const situation = atCoordinates(plain, rest);
          tried += 1;
          attempt(region, situation, { benefit, layer }, findings, () => {
            const coordinates = coordinatesOf(situation);
            const bound = bindLayer(layer, { region, day: from, coordinates, rounding });
            if (bound) checkRates(region, situation, benefit, bound, findings);
          });
        }
      }
    });
  }
  return tried;
}

interface Place {
  readonly benefit: Benefit;
  readonly layer: Layer;
}

/** Does it, and turns what the engine refuses into a finding. */
function attempt(
  region: Region,
  situation: Situation,
  place: Place | null,
  findings: Findings,
  act: () => void,
): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof YibaoError) || !REFUSALS.has(error.code)) throw error;
    const about = place === null ? [] : [place.benefit.name, aboutLayer(place)];
    const example = exampleCase(region, [
      { situation, lines: [plainLine(fen(10_000_000))], continues: false },
    ]);
    const shared = { example, expected: "算得出结果", actual: "算不出" };
    const inCase = `例：${situationText(region, situation)}`;
    if (error.code === "POLICY-NO-VALUE") {
      const name = String(error.details.name);
      const hole = holeIn(region.parameters.get(name), situation.day);
      const key = `${hole.rule} ${name} ${hole.where}`;
      findings.add(key, () => ({
        rule: hole.rule,
        where: hole.where || place?.layer.where || region.declared.where,
        message: `参数“${name}”${hole.what}${usedBy(place)}。${inCase}`,
        about: [name, ...about],
        ...shared,
      }));
      return;
    }
    findings.add(`rate-not-whole ${place?.layer.where}`, () => ({
      rule: "rate-not-whole",
      where: place?.layer.where ?? region.declared.where,
      message: `${error.message}${usedBy(place)}${inCase}`,
      about,
      ...shared,
    }));
  }
}

/** What binding refuses of a pack; anything else is a fault of ours. */
const REFUSALS: ReadonlySet<string> = new Set(["POLICY-NO-VALUE", "POLICY-RATE-NOT-WHOLE"]);

function usedBy(place: Place | null): string {
  return place === null ? "" : `，“${place.benefit.title}”的“${place.layer.title}”要用它`;
}

export function aboutLayer({ benefit, layer }: Place): string {
  return `${benefit.name}/${layer.layer}`;
}

interface Hole {
  readonly rule: "value-missing" | "value-gap-in-time";
  readonly where: string;
  readonly what: string;
}

/** Whether a parameter has no version on the day, or its version no cell for the case. */
function holeIn(parameter: Parameter | undefined, day: CivilDate): Hole {
  if (!parameter) return { rule: "value-missing", where: "", what: "不存在" };
  const version = versionOn(parameter, day);
  if (version) {
    return { rule: "value-missing", where: version.where, what: "没有这种情形的值" };
  }
  const earlier = parameter.versions.findLast(({ period }) => period.from <= day);
  const next = parameter.versions.find(({ period }) => period.from > day);
  const until = next ? `，直到 ${next.period.from}` : "，以后也没有";
  if (!earlier) {
    const where = parameter.versions[0]?.where ?? "";
    return { rule: "value-gap-in-time", where, what: `自 ${day} 起没有值${until}` };
  }
  const what = `的版本止于 ${earlier.period.to} 之前，自 ${earlier.period.to} 起没有值${until}`;
  return { rule: "value-gap-in-time", where: earlier.where, what };
}

/** A rate that points take out of 0–100 % stops there, silently; here it is said. */
function checkRates(
  region: Region,
  situation: Situation,
  benefit: Benefit,
  bound: BoundLayer,
  findings: Findings,
): void {
  if (bound.kind !== "share" && bound.kind !== "bands") return;
  const rates = bound.kind === "share" ? [bound.rate] : bound.bands;
  for (const { terms } of rates) {
    const raw = unclamped(terms);
    if (raw === null) continue;
    const { layer } = bound;
    const percent = (raw / PPM_ONE) * 100;
    findings.add(`clamped ${layer.where}`, () => ({
      rule: "rate-clamped",
      where: layer.where,
      message:
        `“${benefit.title}”的“${layer.title}”加减百分点后为 ${percent}%，` +
        `按 ${raw < 0 ? "0" : "100%"} 计算。例：${situationText(region, situation)}`,
      about: [
        benefit.name,
        aboutLayer({ benefit, layer }),
        ...parametersRead(region, situation.day, layer),
      ],
      example: exampleCase(region, [
        { situation, lines: [plainLine(fen(20_000_000))], continues: false },
      ]),
      expected: "0 至 100% 之间",
      actual: `${percent}%`,
    }));
  }
}

/** The rate in ppm if some step took it out of bounds, else null. */
function unclamped(terms: readonly RateTerm[]): number | null {
  let rate = 0;
  for (const { operation, rate_ppm } of terms) {
    if (operation === "base") rate = rate_ppm;
    if (operation === "plus") rate += rate_ppm;
    if (operation === "minus") rate -= rate_ppm;
    if (operation === "times") rate = (rate * rate_ppm) / PPM_ONE;
    if (rate < 0 || rate > PPM_ONE) return rate;
  }
  return null;
}

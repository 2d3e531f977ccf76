import { YibaoError } from "../kernel/index.ts";
import type { Benefit } from "./benefit.ts";
import type {
  Declarations,
  DeclaredException,
  Located,
  NotCovered,
  Section,
  VisitType,
} from "./pack.ts";
import { type Raw, type Reading, readPeriod, readProvenance } from "./pack-values.ts";

/** What a pack says of itself for its check: the cases there are, those left out, and why. */

export const NOTHING_DECLARED: Declarations = Object.freeze({
  where: "",
  visit_types: new Map(),
  not_covered: new Map(),
  exceptions: [],
});

export function readVisitType(code: string, raw: Raw): VisitType {
  return { code, name: String(raw.name), stay: String(raw.stay) === "true" };
}

export function readNotCovered(reading: Reading, name: string, raw: Raw): NotCovered {
  const path = ["not_covered", name];
  const texts = (key: string) => (raw[key] as unknown[] | undefined)?.map(String) ?? null;
  return {
    name,
    insutypes: texts("insutype") ?? [],
    visit_types: texts("visit_type") ?? [],
    diseases: texts("diseases"),
    diseases_except: texts("diseases_except"),
    period: readPeriod(reading, path, raw),
    reason: String(raw.reason),
    source: readProvenance(reading, path, raw, null),
    where: reading.file.where(path),
  };
}

/** The exceptions of one file: a list, since one rule may have several. */
export function readExceptions(reading: Reading): DeclaredException[] {
  const list = ((reading.file.content as Raw | null)?.exceptions ?? []) as readonly Raw[];
  return list.map((raw, index) => {
    const path = ["exceptions", index];
    return {
      rule: String(raw.rule),
      about: String(raw.about),
      reason: String(raw.reason),
      source: readProvenance(reading, path, raw, null),
      where: reading.file.where(path),
    };
  });
}

/** A child replaces what it names again, and adds its exceptions to its parents'. */
export function declaredBy(packs: readonly Declarations[]): Declarations {
  const merged = <Value>(sections: readonly Section<Value>[]) =>
    new Map(sections.flatMap((section): [string, Located<Value>][] => [...section]));
  return {
    where: packs.findLast(({ where }) => where !== "")?.where ?? "",
    visit_types: merged(packs.map((pack) => pack.visit_types)),
    not_covered: merged(packs.map((pack) => pack.not_covered)),
    exceptions: packs.flatMap((pack) => pack.exceptions),
  };
}

interface Named {
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly benefits: Section<Benefit>;
  readonly diseases: ReadonlyMap<string, unknown>;
}

/**
 * What declarations name must exist.
 * @throws YibaoError PACK-UNKNOWN-VISIT-TYPE | PACK-UNKNOWN-DISEASE | PACK-UNKNOWN-SUBJECT
 */
export function checkDeclarations(region: Named, declared: Declarations): void {
  const left = [...declared.not_covered.values()].map(({ value }) => value);
  const benefits = [...region.benefits.values()].map(({ value }) => value);
  for (const { visit_types, where } of [...benefits, ...left]) {
    const known = declared.visit_types;
    const stranger = visit_types.find((one) => known.size > 0 && !known.has(one));
    if (stranger === undefined) continue;
    const details = { visit_type: stranger, known: [...known.keys()].join("、") };
    throw new YibaoError("PACK-UNKNOWN-VISIT-TYPE", details, where);
  }
  for (const { diseases, diseases_except, where } of left) {
    for (const disease of [...(diseases ?? []), ...(diseases_except ?? [])]) {
      if (region.diseases.has(disease)) continue;
      throw new YibaoError("PACK-UNKNOWN-DISEASE", { disease }, where);
    }
  }
  const subjects = subjectsOf(region);
  for (const { about, where } of declared.exceptions) {
    if (!subjects.has(about)) throw new YibaoError("PACK-UNKNOWN-SUBJECT", { about }, where);
  }
}

/** What an exception may speak of. */
function subjectsOf({ parameters, benefits }: Named): ReadonlySet<string> {
  const subjects = new Set(parameters.keys());
  for (const { value } of benefits.values()) {
    subjects.add(value.name);
    for (const { layer } of value.layers) subjects.add(`${value.name}/${layer}`);
  }
  return subjects;
}

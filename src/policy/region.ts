import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";
import {
  type CivilDate,
  contains,
  earlierDay,
  laterDay,
  type Period,
  YibaoError,
} from "../kernel/index.ts";
import type { Benefit } from "./benefit.ts";
import { NO_OVERRIDES, type Overrides, readOptions } from "./options.ts";
import type {
  AccumulatorDefinition,
  Declarations,
  Disease,
  DocumentReference,
  FundDefinition,
  Located,
  Pack,
  Section,
} from "./pack.ts";
import { checkOverlaps, checkReferences } from "./pack-check.ts";
import { checkDeclarations, declaredBy } from "./pack-declarations.ts";
import { type PackText, policyFiles, readPackFolder, readPackText } from "./pack-file.ts";
import { type PackHeader, packFromFiles, readHeader } from "./pack-read.ts";
import type { Cell, Parameter, ParameterVersion } from "./parameter.ts";
import { isCell, versionOn } from "./parameter.ts";
import { absoluteFolder, packFolder, packFolders, regionsFolder } from "./regions-folder.ts";

/**
 * A region: its own pack laid over its parents'. Immutable; everything a settlement asks of policy
 * is asked here, with the day as an argument.
 */
export interface Region {
  readonly code: string;
  readonly name: string;
  /** Hash of everything that can change an answer: stored with each settlement. */
  readonly version: string;
  readonly documents: Section<DocumentReference>;
  readonly funds: ReadonlyMap<string, FundDefinition>;
  readonly accumulators: readonly AccumulatorDefinition[];
  readonly diseases: ReadonlyMap<string, Disease>;
  /** What rows are called that only a change under trial has: its new identities. */
  readonly row_titles?: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly benefits: readonly Benefit[];
  /** For the check of packs alone; no settlement asks for them. */
  readonly declared: Declarations;
  readonly overrides: Overrides;
  /** Days on which benefits change, ascending: between two of them every bill is decided alike. */
  readonly changes: readonly CivilDate[];
}

/**
 * Loads a region by code ("430400") or by the folder of its pack.
 * @throws YibaoError REGION-UNKNOWN | PACK-*
 */
export function loadRegion(codeOrFolder: string): Region {
  return regionFromPacks(readChain(folderOf(codeOrFolder), []));
}

/** As `loadRegion`, for the check: it shows by an example what two benefits decide. */
export function loadRegionToCheck(codeOrFolder: string): Region {
  return laidTogether(readChain(folderOf(codeOrFolder), []));
}

function folderOf(codeOrFolder: string): string {
  const isCode = /^\d{6}$/.test(codeOrFolder);
  return isCode ? packFolder(codeOrFolder) : absoluteFolder(codeOrFolder);
}

/** The pack and its parents, the root first. */
function readChain(folder: string, seen: readonly string[]): Pack[] {
  const name = basename(folder);
  if (seen.includes(name)) {
    throw new YibaoError("PACK-PARENT-CIRCLE", { chain: [...seen, name].join(" → ") });
  }
  const files = readPackFolder(folder);
  const header = readHeader(files, name);
  const parent = header.parent === null ? null : parentFolder(folder, header);
  const parents = parent === null ? [] : readChain(parent, [...seen, name]);
  return [...parents, packFromFiles(files, header, documentNumbers(parents))];
}

function documentNumbers(parents: readonly Pack[]): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const pack of parents) {
    for (const [id, { value }] of pack.documents) numbers.set(id, value.number);
  }
  return numbers;
}

/** Code, name and parent's code that a pack gives itself. @throws YibaoError PACK-* */
export function packHeader(text: PackText): Pick<PackHeader, "code" | "name" | "parent"> {
  const { code, name, parent } = readHeader(policyFiles(text), text.folder);
  return { code, name, parent };
}

/** The texts of a pack's folder and of its parents', the root first. @throws YibaoError PACK-* */
export function readPackTexts(codeOrFolder: string): PackText[] {
  const folders: string[] = [];
  let folder: string | null = folderOf(codeOrFolder);
  while (folder !== null) {
    const name = basename(folder);
    if (folders.some((one) => basename(one) === name)) {
      const chain = [...folders.map((one) => basename(one)), name].join(" → ");
      throw new YibaoError("PACK-PARENT-CIRCLE", { chain });
    }
    folders.push(folder);
    const header: PackHeader = readHeader(readPackFolder(folder), name);
    folder = header.parent === null ? null : parentFolder(folder, header);
  }
  return folders.reverse().map(readPackText);
}

/** The region that packs make up, from their texts, the root first. @throws YibaoError PACK-* */
export function regionFromTexts(texts: readonly PackText[]): Region {
  const packs: Pack[] = [];
  for (const text of texts) {
    const files = policyFiles(text);
    const header = readHeader(files, text.folder);
    packs.push(packFromFiles(files, header, documentNumbers(packs)));
  }
  return regionFromPacks(packs);
}

/** A parent lies beside the pack, or among the shipped ones. */
function parentFolder(folder: string, header: PackHeader): string {
  const code = header.parent as string;
  const beside = packFolders(dirname(folder)).some((name) => name.split("-")[0] === code);
  try {
    return packFolder(code, beside ? dirname(folder) : regionsFolder());
  } catch (error) {
    throw error instanceof YibaoError ? error.at(header.where("parent")) : error;
  }
}

/**
 * Lays packs over one another (the root first), checks that what is named exists and that no case
 * is decided twice. `identities` are those known beyond the nationwide ones.
 */
export function regionFromPacks(
  packs: readonly Pack[],
  identities: readonly string[] = [],
): Region {
  const region = laidTogether(packs, identities);
  checkOverlaps(region.benefits);
  return region;
}

/** As `regionFromPacks`, but two benefits may still decide one case. */
export function laidTogether(packs: readonly Pack[], identities: readonly string[] = []): Region {
  const own = packs[packs.length - 1] as Pack;
  const located = {
    documents: overlayNamed(packs.map((pack) => pack.documents)),
    funds: overlayNamed(packs.map((pack) => pack.funds)),
    accumulators: overlay(packs.map((pack) => pack.accumulators)),
    diseases: overlayNamed(packs.map((pack) => pack.diseases)),
    benefits: overlayBenefits(packs),
    parameters: overlayParameters(packs),
  };
  const declared = declaredBy(packs.map((pack) => pack.declared));
  checkReferences(located, identities);
  checkDeclarations(located, declared);
  const parameters = values(located.parameters);
  const benefits = [...values(located.benefits).values()];
  const content = { ...located, code: own.code };
  return Object.freeze({
    code: own.code,
    name: own.name,
    version: versionHash(content),
    documents: located.documents,
    funds: values(located.funds),
    accumulators: [...values(located.accumulators).values()],
    diseases: values(located.diseases),
    parameters,
    benefits,
    declared,
    overrides: NO_OVERRIDES,
    changes: daysOfChange([...parameters.values()], benefits),
  });
}

/** The same region with named policy values replaced for one run (contracts: `options`). */
export function withOptions(region: Region, options: Readonly<Record<string, unknown>>): Region {
  const overrides = readOptions(region, options);
  if (overrides === NO_OVERRIDES) return region;
  const suffix = createHash("sha256").update(JSON.stringify(options)).digest("hex").slice(0, 8);
  return Object.freeze({ ...region, overrides, version: `${region.version}+${suffix}` });
}

/** The value of a parameter that has no dimensions (a choice, a list, a single amount). */
export function plainCell(region: Region, name: string, day: CivilDate): Cell {
  const override = region.overrides.cells.get(name);
  if (override) return override;
  const parameter = region.parameters.get(name);
  const version = parameter ? versionOn(parameter, day) : null;
  if (!version || !isCell(version.table)) throw new YibaoError("POLICY-NO-VALUE", { name, day });
  return version.table;
}

/** Index of the stretch of days between changes that a day falls into. */
export function epochOf(region: Region, day: CivilDate): number {
  let low = 0;
  let high = region.changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((region.changes[middle] as CivilDate) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlay<Value>(sections: readonly Section<Value>[]): Map<string, Located<Value>> {
  const merged = new Map<string, Located<Value>>();
  for (const one of sections) for (const [key, value] of one) merged.set(key, value);
  return merged;
}

/** As `overlay`; a child that says nothing in English is called as its parent is. */
function overlayNamed<Value extends { readonly english: string | null }>(
  sections: readonly Section<Value>[],
): Map<string, Located<Value>> {
  const merged = new Map<string, Located<Value>>();
  for (const [key, { value, where }] of sections.flatMap((one) => [...one])) {
    const english = value.english ?? merged.get(key)?.value.english ?? null;
    merged.set(key, { value: { ...value, english }, where });
  }
  return merged;
}

function values<Value>(section: Section<Value>): Map<string, Value> {
  return new Map([...section].map(([key, { value }]) => [key, value]));
}

/** A child's benefit replaces the parent's of its name on the days it covers, and only there. */
function overlayBenefits(packs: readonly Pack[]): Map<string, Located<Benefit>> {
  let merged: Located<Benefit>[] = [];
  for (const pack of packs) {
    const left = merged.flatMap(({ value, where }) => {
      const child = pack.benefits.get(value.name)?.value;
      const periods = child ? without(value.period, child.period) : [value.period];
      return periods.map((period) => ({ value: { ...value, period }, where }));
    });
    merged = [...left, ...pack.benefits.values()];
  }
  return new Map(merged.map((one) => [`${one.value.name} ${one.value.period.from}`, one]));
}

/** A child's versions replace the parent's on the days they cover, and only there. */
function overlayParameters(packs: readonly Pack[]): Map<string, Located<Parameter>> {
  const merged = new Map<string, Located<Parameter>>();
  for (const pack of packs) {
    for (const [name, child] of pack.parameters) {
      const parent = merged.get(name);
      if (parent && parent.value.unit !== child.value.unit) {
        throw new YibaoError(
          "PACK-WRONG-UNIT",
          { name, unit: child.value.unit, wanted: parent.value.unit },
          child.where,
        );
      }
      const versions = parent ? laidOver(parent.value, child.value) : child.value.versions;
      const english = child.value.english ?? parent?.value.english ?? null;
      const purpose = parent?.value.purpose ?? child.value.purpose;
      const value = { ...child.value, english, purpose, versions };
      merged.set(name, { value, where: child.where });
    }
  }
  return merged;
}

function laidOver(parent: Parameter, child: Parameter): ParameterVersion[] {
  const covered = child.versions.map((version) => version.period);
  const left = parent.versions.flatMap((version) =>
    covered
      .reduce<Period[]>(
        (pieces, cut) => pieces.flatMap((one) => without(one, cut)),
        [version.period],
      )
      .map((period) => ({ ...version, period })),
  );
  return [...left, ...child.versions].sort((a, b) => (a.period.from < b.period.from ? -1 : 1));
}

/** What is left of a period when another is cut out: zero, one or two pieces. */
function without(period: Period, cut: Period): Period[] {
  const pieces: Period[] = [];
  const before = {
    from: period.from,
    to: period.to === null ? cut.from : earlierDay(period.to, cut.from),
  };
  if (before.from < before.to) pieces.push(before);
  if (cut.to !== null) {
    const from = laterDay(cut.to, period.from);
    if (period.to === null || from < period.to) pieces.push({ from, to: period.to });
  }
  return pieces;
}

function daysOfChange(parameters: readonly Parameter[], benefits: readonly Benefit[]): CivilDate[] {
  const days = new Set<CivilDate>();
  const add = ({ from, to }: Period) => {
    days.add(from);
    if (to !== null) days.add(to);
  };
  for (const { purpose, versions } of parameters) {
    // Financing settles no bill, and each day of change makes every plan anew.
    if (purpose === "benefit") for (const version of versions) add(version.period);
  }
  for (const benefit of benefits) add(benefit.period);
  return [...days].sort();
}

/** Where things stand and what they are called in English change no answer: not in the hash. */
function versionHash(content: object): string {
  const canonical = JSON.stringify(content, (key, value) => {
    if (UNHASHED.includes(key)) return undefined;
    return value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value;
  });
  return createHash("sha256").update(canonical).digest("hex").slice(0, 16);
}

const UNHASHED = ["where", "english", "parameter", "rows"];

/** Benefits in force on a day that match the case: exactly one when the pack is sound. */
export function benefitsFor(region: Region, query: BenefitQuery): readonly Benefit[] {
  return region.benefits.filter(
    (benefit) =>
      benefit.insutypes.includes(query.insutype) &&
      benefit.visit_types.includes(query.visit_type) &&
      contains(benefit.period, query.day) &&
      (benefit.diseases === null || benefit.diseases.includes(query.disease ?? "")) &&
      (benefit.diseases_except === null || !benefit.diseases_except.includes(query.disease ?? "")),
  );
}

export interface BenefitQuery {
  readonly insutype: string;
  readonly visit_type: string;
  readonly disease: string | null;
  readonly day: CivilDate;
}

/**
 * The region's own code of a disease that goes by several: its code, name or an alias (a national
 * code, another name). What nobody knows is returned as it is, and meets the `other` rows.
 */
export function diseaseCode(region: Pick<Region, "diseases">, text: string): string {
  if (region.diseases.has(text)) return text;
  for (const disease of region.diseases.values()) {
    if (disease.name === text || disease.aliases.includes(text)) return disease.code;
  }
  return text;
}

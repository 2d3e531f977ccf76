import { isRegionCode, YibaoError } from "../kernel/index.ts";
import type { Adjustment, Benefit, Cap, Layer, Operation, Reference } from "./benefit.ts";
import type {
  AccumulatorDefinition,
  Disease,
  DocumentReference,
  FundDefinition,
  Pack,
  Section,
} from "./pack.ts";
import { readExceptions, readNotCovered, readVisitType } from "./pack-declarations.ts";
import type { PackFile, Path } from "./pack-file.ts";
import { checkStructure } from "./pack-structure.ts";
import {
  type Raw,
  type Reading,
  readParameter,
  readPeriod,
  readProvenance,
} from "./pack-values.ts";

/** What a pack says of itself, before the rest is read. */
export interface PackHeader {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  /** File and line of one of its fields. */
  where(field: "code" | "parent"): string;
}

/**
 * Checks the shape of every file, and finds the one place that says whose pack it is.
 * @throws YibaoError PACK-*
 */
export function readHeader(files: readonly PackFile[], folderName: string): PackHeader {
  for (const file of files) checkStructure(file);
  const [file, again] = files.filter((one) => section(one, "region") !== null);
  if (!file) throw new YibaoError("PACK-WITHOUT-REGION", { folder: folderName });
  if (again) {
    const details = { name: "region", earlier: file.where(["region"]) };
    throw new YibaoError("PACK-DUPLICATE-NAME", details, again.where(["region"]));
  }
  const region = section(file, "region") as Raw;
  const code = String(region.code);
  const inFolder = /^(\d{6})-/.exec(folderName)?.[1] ?? null;
  const where = (field: string) => file.where(["region", field]);
  if (!isRegionCode(code) || (inFolder !== null && inFolder !== code)) {
    const allowed = inFolder === null ? "六位数字" : `文件夹名称中的 ${inFolder}`;
    throw new YibaoError("PACK-NOT-ALLOWED", { value: code, allowed }, where("code"));
  }
  const parent = region.parent === null ? null : String(region.parent);
  return { code, name: String(region.name), parent, where };
}

/**
 * Reads the files of a pack; `inherited` are its parents' document numbers, `identities` those
 * that tables may have rows for beyond the nationwide ones.
 */
export function packFromFiles(
  files: readonly PackFile[],
  header: PackHeader,
  inherited: ReadonlyMap<string, string>,
  identities: readonly string[] = [],
): Pack {
  const documents = collect(files, "documents", readDocument);
  const numbers = new Map(inherited);
  for (const [id, { value }] of documents) numbers.set(id, value.number);
  const reading = (file: PackFile): Reading => ({ file, documents: numbers, identities });
  return {
    code: header.code,
    name: header.name,
    parent: header.parent,
    documents,
    funds: collect(files, "funds", readFund),
    accumulators: collect(files, "accumulators", readAccumulator),
    diseases: collect(files, "diseases", readDisease),
    parameters: collect(files, "parameters", (name, raw, file) =>
      readParameter(reading(file), name, raw),
    ),
    benefits: collect(files, "benefits", (name, raw, file) =>
      readBenefit(reading(file), name, raw),
    ),
    declared: {
      where: header.where("code"),
      visit_types: collect(files, "visit_types", readVisitType),
      not_covered: collect(files, "not_covered", (name, raw, file) =>
        readNotCovered(reading(file), name, raw),
      ),
      exceptions: files.flatMap((file) => readExceptions(reading(file))),
    },
  };
}

function section(file: PackFile, name: string): Raw | null {
  return ((file.content as Raw | null)?.[name] as Raw | undefined) ?? null;
}

function collect<Value>(
  files: readonly PackFile[],
  name: string,
  read: (key: string, raw: Raw, file: PackFile) => Value,
): Section<Value> {
  const found = new Map<string, { value: Value; where: string }>();
  for (const file of files) {
    for (const [key, raw] of Object.entries(section(file, name) ?? {})) {
      const where = file.where([name, key]);
      const earlier = found.get(key);
      if (earlier) {
        throw new YibaoError("PACK-DUPLICATE-NAME", { name: key, earlier: earlier.where }, where);
      }
      found.set(key, { value: read(key, raw as Raw, file), where });
    }
  }
  return found;
}

function readDocument(_: string, raw: Raw): DocumentReference {
  return {
    number: String(raw.number),
    title: String(raw.title),
    english: text(raw.english),
    issuer: String(raw.issuer ?? ""),
    seen: String(raw.seen) === "true",
  };
}

function readFund(fund: string, raw: Raw): FundDefinition {
  return {
    fund,
    name: String(raw.name),
    english: text(raw.english),
    national_field: raw.national_field as FundDefinition["national_field"],
    pool: String(raw.pool),
    expense_account: String(raw.expense_account),
  };
}

function readAccumulator(pattern: string, raw: Raw): AccumulatorDefinition {
  return {
    pattern,
    title: String(raw.title),
    unit: raw.unit as AccumulatorDefinition["unit"],
    national_code: String(raw.national_code),
  };
}

function readDisease(code: string, raw: Raw): Disease {
  return {
    code,
    name: String(raw.name),
    english: text(raw.english),
    aliases: (raw.aliases as unknown[]).map(String),
  };
}

function readBenefit(reading: Reading, name: string, raw: Raw): Benefit {
  const path: Path = ["benefits", name];
  const source = readProvenance(reading, path, raw, null);
  const texts = (key: string) => (raw[key] as unknown[] | undefined)?.map(String) ?? null;
  return {
    name,
    title: String(raw.title),
    english: text(raw.english),
    insutypes: texts("insutype") ?? [],
    visit_types: texts("visit_type") ?? [],
    diseases: texts("diseases"),
    diseases_except: texts("diseases_except"),
    period: readPeriod(reading, path, raw),
    source,
    layers: (raw.layers as Raw[]).map((layer, index) =>
      readLayer(layer, source, reading.file.where([...path, "layers", index])),
    ),
    where: reading.file.where(path),
  };
}

function readLayer(raw: Raw, source: Benefit["source"], where: string): Layer {
  const base = {
    layer: String(raw.layer),
    title: String(raw.title),
    english: text(raw.english),
    segment: text(raw.segment),
    when: (raw.when ?? {}) as Record<string, string>,
    source,
    where,
  };
  switch (raw.kind as Layer["kind"]) {
    case "first-share":
      return { ...base, kind: "first-share", share: reference(raw.share) };
    case "deductible":
      return { ...base, kind: "deductible", ...readDeductible(raw) };
    case "share":
      return { ...base, kind: "share", ...readShare(raw) };
    case "bands":
      return { ...base, kind: "bands", ...readBandsLayer(raw) };
    case "account":
      return { ...base, kind: "account" };
  }
}

function readDeductible(raw: Raw) {
  const repeat = raw.repeat as Raw | undefined;
  const within = (raw.within as Raw[] | undefined) ?? [];
  return {
    per_bill: optionalReference(raw.per_bill),
    repeat: repeat ? { counter: String(repeat.counter), factor: reference(repeat.factor) } : null,
    within: within.map((one) => ({
      accumulator: String(one.accumulator),
      limit: optionalReference(one.limit),
    })),
  };
}

function readShare(raw: Raw) {
  const threshold = raw.threshold as Raw | undefined;
  const limit = raw.disease_limit as Raw | undefined;
  return {
    fund: String(raw.fund),
    considers: raw.considers as "payable",
    threshold: threshold
      ? { accumulator: String(threshold.accumulator), amount: reference(threshold.amount) }
      : null,
    ratio: reference(raw.ratio),
    adjust: adjustments(raw.adjust),
    disease_limit: limit
      ? {
          kind: reference(limit.kind),
          amount: reference(limit.amount),
          accumulator: String(limit.accumulator),
          order: reference(limit.order),
        }
      : null,
    caps: ((raw.caps as Raw[] | undefined) ?? []).map(readCap),
    over_cap: (raw.over_cap ?? "person") as "next" | "person",
    basic: String(raw.basic) === "true",
  };
}

function readCap(raw: Raw): Cap {
  return {
    accumulator: String(raw.accumulator),
    limit: reference(raw.limit),
    measure: text(raw.measure),
  };
}

function readBandsLayer(raw: Raw) {
  return {
    fund: String(raw.fund),
    considers: raw.considers as "payable",
    accumulated: String(raw.accumulated),
    paid: String(raw.paid),
    threshold: optionalReference(raw.threshold),
    threshold_factor: optionalReference(raw.threshold_factor),
    bands: reference(raw.bands),
    bands_from: text(raw.bands_from),
    adjust: adjustments(raw.adjust),
    cap: optionalReference(raw.cap),
    increase: text(raw.increase),
    counts_cross_region_share: text(raw.counts_cross_region_share),
    counts_first_self_pay: text(raw.counts_first_self_pay),
  };
}

function adjustments(raw: unknown): Adjustment[] {
  return ((raw as Raw[] | undefined) ?? []).map((one) => ({
    operation: one.operation as Operation,
    value: reference(one.value),
    title: String(one.title),
    english: text(one.english),
  }));
}

function reference(raw: unknown): Reference {
  if (typeof raw === "string") return raw;
  const { choose, ...options } = raw as Record<string, string | null>;
  return { choose: String(choose), options };
}

function optionalReference(raw: unknown): Reference | null {
  return raw == null ? null : reference(raw);
}

function text(raw: unknown): string | null {
  return raw == null ? null : String(raw);
}

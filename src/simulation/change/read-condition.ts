import { type Fen, YibaoError } from "../../kernel/index.ts";
import { diseaseCode, EMPLOYMENT_STATUSES, type Path } from "../../policy/index.ts";
import type { PersonCondition } from "./change.ts";
import {
  type ChangeReading,
  candidateText,
  oneOf,
  type Raw,
  readMap,
  readWords,
  type UnknownCode,
  untitled,
  wrongShape,
} from "./change-reading.ts";
import { readCount, readYuan } from "./change-value.ts";
import { districtPrefix, districtsOf } from "./districts.ts";
import { type Candidate, nearest } from "./nearest.ts";
import { diseasesOf } from "./pack-block.ts";

/** `who: { age_from: 80, insutype: "390" }`: all that is named must hold of the person. */

const CONDITION_KEYS = [
  "age_from",
  "age_to",
  "sex",
  "insutype",
  "employment_status",
  "district",
  "identity",
  "identity_not",
  "income_below",
  "chronic_disease",
] as const;

export const SCHEMES: readonly Candidate[] = [
  { name: "310", title: "职工" },
  { name: "390", title: "居民" },
];

const SEXES: readonly Candidate[] = [
  { name: "male", title: "男" },
  { name: "female", title: "女" },
];

export const STATUSES: readonly Candidate[] = EMPLOYMENT_STATUSES.map((name, index) => ({
  name,
  title: ["在职", "退休", "居民"][index] as string,
}));

/** Every person. */
export const EVERYONE: PersonCondition = Object.freeze({
  age_from: null,
  age_to: null,
  sex: null,
  insutype: null,
  employment_status: null,
  district: null,
  identity: null,
  identity_not: null,
  income_below_fen: null,
  chronic_disease: null,
});

/** @throws YibaoError at file and line */
export function readCondition(reading: ChangeReading, path: Path, raw: unknown): PersonCondition {
  if (raw === "everyone") return EVERYONE;
  const isEmpty = raw == null || (typeof raw === "object" && Object.keys(raw).length === 0);
  if (isEmpty || typeof raw !== "object") {
    throw wrongShape(reading.file, path, "who", "至少一项条件；人人适用的写 who: everyone");
  }
  const who = readMap(reading, path, raw, CONDITION_KEYS, "who");
  const words = (key: string, known: readonly Candidate[], code: UnknownCode) =>
    readKnown(reading, [...path, key], who, key, known, code);
  const [age_from, age_to] = readAges(reading, path, who);
  return {
    age_from,
    age_to,
    sex: (words("sex", SEXES, "SIMULATION-UNKNOWN-WORD")?.[0] ?? null) as PersonCondition["sex"],
    insutype: words("insutype", SCHEMES, "SIMULATION-UNKNOWN-WORD"),
    employment_status: words("employment_status", STATUSES, "SIMULATION-UNKNOWN-WORD"),
    district: readDistricts(reading, [...path, "district"], who),
    identity: words("identity", reading.identities, "SIMULATION-UNKNOWN-IDENTITY"),
    identity_not: words("identity_not", reading.identities, "SIMULATION-UNKNOWN-IDENTITY"),
    income_below_fen: readIncome(reading, [...path, "income_below"], who),
    chronic_disease: readDiseases(reading, [...path, "chronic_disease"], who),
  };
}

function readKnown(
  reading: ChangeReading,
  path: Path,
  who: Raw,
  key: string,
  known: readonly Candidate[],
  code: UnknownCode,
): readonly string[] | null {
  if (!(key in who)) return null;
  return readWords(reading, path, who[key], key).map(({ word, where }) =>
    oneOf(word, known, code, key, where),
  );
}

function readAges(reading: ChangeReading, path: Path, who: Raw): [number | null, number | null] {
  const age = (key: string) =>
    key in who ? readCount(who[key], reading.file.where([...path, key])) : null;
  const [from, to] = [age("age_from"), age("age_to")];
  if (from !== null && to !== null && from > to) {
    throw new YibaoError("SIMULATION-AGES", { from, to }, reading.file.where([...path, "age_to"]));
  }
  return [from, to];
}

/** New zones get codes that no list has yet, so only the form and the region are asked for. */
function readDistricts(reading: ChangeReading, path: Path, who: Raw): readonly string[] | null {
  if (!("district" in who)) return null;
  const prefix = districtPrefix(reading.region);
  return readWords(reading, path, who.district, "district").map(({ word, where }) => {
    if (/^\d{6}$/.test(word) && word.startsWith(prefix)) return word;
    const near = candidateText(nearest(word, districtsOf(reading.region)));
    throw new YibaoError("SIMULATION-DISTRICT", { value: word, prefix, nearest: near }, where);
  });
}

function readIncome(reading: ChangeReading, path: Path, who: Raw): Fen | null {
  if (!("income_below" in who)) return null;
  return readYuan(who.income_below, null, reading.file.where(path));
}

function readDiseases(reading: ChangeReading, path: Path, who: Raw): readonly string[] | null {
  if (!("chronic_disease" in who)) return null;
  const { region } = reading;
  const known = diseasesOf(region);
  return readWords(reading, path, who.chronic_disease, "chronic_disease").map(({ word, where }) => {
    const code = diseaseCode(region, word);
    return oneOf(code, known, "SIMULATION-UNKNOWN-DISEASE", "chronic_disease", where);
  });
}

/** Visit types that some benefit of the scheme decides. */
export function visitTypesOf(reading: ChangeReading, insutype: string): readonly Candidate[] {
  const benefits = reading.region.benefits.filter((one) => one.insutypes.includes(insutype));
  return untitled([...new Set(benefits.flatMap((one) => one.visit_types))].sort());
}

import { type Period, YibaoError } from "../../kernel/index.ts";
import type { EmploymentStatus, Path } from "../../policy/index.ts";
import type { IdentityGift, NewIdentity, ParameterChange, SchemeMerge } from "./change.ts";
import { parameterUsed } from "./change-parameters.ts";
import {
  type ChangeReading,
  oneOf,
  present,
  type Raw,
  readMap,
  readText,
  readWords,
  wrongShape,
} from "./change-reading.ts";

import type { Candidate } from "./nearest.ts";
import { fundsOf } from "./pack-block.ts";
import { EVERYONE, readCondition, SCHEMES, STATUSES, visitTypesOf } from "./read-condition.ts";
import { readParameterChange } from "./read-parameter-change.ts";
import { dimensionsOf } from "./read-rows.ts";

/** What changes persons: identities made, given and taken, and schemes settled as others. */

const NEW_IDENTITY_KEYS = [
  "new_identity",
  "title",
  "before",
  "after",
  "like",
  "values",
  "who",
  "note",
] as const;

/** `- new_identity: over-80`, before anything else is read: other changes may name it. */
export function readNewIdentity(reading: ChangeReading, path: Path, raw: Raw): NewIdentity {
  readMap(reading, path, raw, NEW_IDENTITY_KEYS, "new_identity");
  const name = readText(reading, path, raw, "new_identity");
  const where = reading.file.where([...path, "new_identity"]);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || ["none", "other"].includes(name)) {
    throw new YibaoError("SIMULATION-IDENTITY-NAME", { name }, where);
  }
  const known = reading.identities.find((one) => one.name === name);
  if (known) {
    throw new YibaoError("SIMULATION-IDENTITY-EXISTS", { name, title: known.title }, where);
  }
  const title = readText(reading, path, raw, "title");
  const likes = [...reading.identities, { name: "none", title: "无" }];
  const like = oneOf(
    raw.like ?? "none",
    likes,
    "SIMULATION-UNKNOWN-IDENTITY",
    "like",
    reading.file.where([...path, "like"]),
  );
  const place = readPlace(reading, path, raw);
  return { name, title, place, like, where };
}

function readPlace(reading: ChangeReading, path: Path, raw: Raw): NewIdentity["place"] {
  if ("before" in raw && "after" in raw) {
    throw wrongShape(reading.file, [...path, "after"], "before 与 after", "其中之一");
  }
  const side = "before" in raw ? "before" : "after";
  if (!(side in raw)) return { side: "after", of: null };
  const where = reading.file.where([...path, side]);
  const of = oneOf(raw[side], reading.identities, "SIMULATION-UNKNOWN-IDENTITY", side, where);
  return { side, of };
}

/** `values: { assistance_ratio: 0.5 }`: the new identity's rows of tables by identity. */
export function readIdentityValues(
  reading: ChangeReading,
  path: Path,
  raw: Raw,
  period: Period,
): readonly ParameterChange[] {
  if (raw.values == null) return [];
  const at: Path = [...path, "values"];
  if (typeof raw.values !== "object" || Array.isArray(raw.values)) {
    throw wrongShape(reading.file, at, "values", "一组“参数: 值”");
  }
  return Object.keys(raw.values).map((written) => {
    const where = reading.file.where([...at, written]);
    const parameter = parameterUsed(reading.region, written, period, where);
    const dimensions = dimensionsOf(parameter, period);
    if (!dimensions.includes("identity")) {
      const { name, title } = parameter;
      const by = dimensions.join("、") || "不分行";
      throw new YibaoError("SIMULATION-NOT-BY-IDENTITY", { name, title, by }, where);
    }
    return valueOfIdentity(reading, at, raw, parameter.name, written, period);
  });
}

/** Read as `- parameter: …, rows: { identity: … }, set: …` with the lines of what was written. */
function valueOfIdentity(
  reading: ChangeReading,
  path: Path,
  raw: Raw,
  parameter: string,
  written: string,
  period: Period,
): ParameterChange {
  const { file } = reading;
  const where = () => file.where([...path, written]);
  const change = {
    parameter,
    rows: { identity: raw.new_identity },
    set: (raw.values as Raw)[written],
  };
  return readParameterChange({ ...reading, file: { ...file, where } }, path, change, period);
}

const GIFT_KEYS = ["give_identity", "take_identity", "who", "note"] as const;

/** `- give_identity: low-income-edge, who: …`, or `take_identity`. */
export function readGift(reading: ChangeReading, path: Path, raw: Raw): IdentityGift {
  const key = "give_identity" in raw ? "give_identity" : "take_identity";
  const keys = GIFT_KEYS.filter((one) => one === key || !one.endsWith("identity"));
  readMap(reading, path, raw, keys, key);
  const where = reading.file.where([...path, key]);
  const { identities } = reading;
  const identity = oneOf(raw[key], identities, "SIMULATION-UNKNOWN-IDENTITY", key, where);
  const who = readCondition(reading, [...path, "who"], present(reading, path, raw, "who"));
  return { kind: key === "give_identity" ? "give" : "take", identity, who };
}

const MERGE_KEYS = [
  "merge_scheme",
  "settled_as",
  "employment_status",
  "funds",
  "visit_types",
  "keep",
  "who",
  "note",
] as const;

/** `- merge_scheme: "390", settled_as: "310", …` */
export function readMerge(reading: ChangeReading, path: Path, raw: Raw): SchemeMerge {
  readMap(reading, path, raw, MERGE_KEYS, "merge_scheme");
  const word = (key: string, known: readonly Candidate[]) =>
    oneOf(
      present(reading, path, raw, key),
      known,
      "SIMULATION-UNKNOWN-WORD",
      key,
      reading.file.where([...path, key]),
    );
  const insutype = word("merge_scheme", SCHEMES);
  const settled_as = word("settled_as", SCHEMES);
  if (insutype === settled_as) {
    const where = reading.file.where([...path, "settled_as"]);
    throw new YibaoError("SIMULATION-MERGE-WITH-ITSELF", { scheme: insutype }, where);
  }
  const fitting = STATUSES.filter(({ name }) => (name === "resident") === (settled_as === "390"));
  const employment_status = word("employment_status", fitting) as EmploymentStatus;
  return {
    insutype,
    settled_as,
    employment_status,
    who: "who" in raw ? readCondition(reading, [...path, "who"], raw.who) : EVERYONE,
    visit_types: readVisitTypes(reading, [...path, "visit_types"], raw, insutype, settled_as),
    keep: readKeep(reading, [...path, "keep"], raw, insutype),
    paid_from: readFunds(reading, [...path, "funds"], present(reading, path, raw, "funds")),
    where: reading.file.where(path),
  };
}

function readVisitTypes(
  reading: ChangeReading,
  path: Path,
  raw: Raw,
  insutype: string,
  settled_as: string,
): Readonly<Record<string, string>> {
  if (raw.visit_types == null) return {};
  const pairs = textPairs(reading, path, raw.visit_types, "visit_types");
  const read = (word: string, scheme: string, where: string) =>
    oneOf(word, visitTypesOf(reading, scheme), "SIMULATION-UNKNOWN-VISIT-TYPE", scheme, where);
  return Object.fromEntries(
    pairs.map(([from, to]) => {
      const where = reading.file.where([...path, from]);
      return [read(from, insutype, where), read(to, settled_as, where)];
    }),
  );
}

function readKeep(reading: ChangeReading, path: Path, raw: Raw, insutype: string) {
  if (raw.keep == null) return [];
  const known = visitTypesOf(reading, insutype);
  return readWords(reading, path, raw.keep, "keep").map(({ word, where }) =>
    oneOf(word, known, "SIMULATION-UNKNOWN-VISIT-TYPE", insutype, where),
  );
}

/** `funds: merged`, or which fund pays in the place of which. */
function readFunds(reading: ChangeReading, path: Path, raw: unknown) {
  if (raw === "merged") return {};
  if (typeof raw !== "object") {
    const wanted = "merged（合并基金），或 { 原应支付的基金: 实际支付的基金 }（基金分开）";
    throw wrongShape(reading.file, path, "funds", wanted);
  }
  const known = fundsOf(reading.region);
  const read = (word: string, where: string) =>
    oneOf(word, known, "SIMULATION-UNKNOWN-FUND", "funds", where);
  const pairs = textPairs(reading, path, raw, "funds");
  return Object.fromEntries(
    pairs.map(([from, to]) => {
      const where = reading.file.where([...path, from]);
      return [read(from, where), read(to, where)];
    }),
  );
}

function textPairs(reading: ChangeReading, path: Path, raw: unknown, what: string) {
  const isMap = typeof raw === "object" && raw !== null && !Array.isArray(raw);
  const pairs = isMap ? Object.entries(raw) : [];
  if (pairs.length === 0 || pairs.some(([, value]) => typeof value !== "string")) {
    throw wrongShape(reading.file, path, what, "一组“代码: 代码”");
  }
  return pairs as [string, string][];
}

/** The order of identities with the new ones in their places. */
export function withIdentities(
  order: readonly string[],
  identities: readonly NewIdentity[],
): readonly string[] {
  return identities.reduce<readonly string[]>((list, { name, place }) => {
    const index = place.of === null ? list.length - 1 : list.indexOf(place.of);
    const at = place.side === "before" ? index : index + 1;
    return [...list.slice(0, at), name, ...list.slice(at)];
  }, order);
}

import { type Static, Type } from "typebox";
import { type Caller, coversRegion } from "../../access/index.ts";
import { type PackVersion, STATE_NAMES } from "../../policy-library/index.ts";
import { actorOf } from "./desk.ts";

/** A version of a pack as the screens show it. */

const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const OrNull = <T extends ReturnType<typeof Type.Object>>(of: T) => Type.Union([of, Type.Null()]);

export const STATES = [
  "drafted",
  "checked",
  "faulty",
  "approved",
  "refused",
  "published",
  "superseded",
  "withdrawn",
] as const;

export const HashParams = Type.Object({
  content_hash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});

export const VERSION_ROW = {
  content_hash: Text,
  region_code: Text,
  name: Text,
  version_number: Type.Integer(),
  state: Type.Enum([...STATES]),
  state_name: Text,
  author: Text,
  drafted_at: Text,
  note: TextOrNull,
  checked_at: TextOrNull,
  error_count: Type.Union([Type.Integer(), Type.Null()]),
  warning_count: Type.Union([Type.Integer(), Type.Null()]),
  reviewer: TextOrNull,
  published_at: TextOrNull,
  published_by: TextOrNull,
  effective_from: TextOrNull,
};

export function versionRow(one: PackVersion): Static<ReturnType<typeof rowType>> {
  const publication = one.publication ?? one.earlier_publication;
  return {
    content_hash: one.content_hash,
    region_code: one.region_code,
    name: one.name,
    version_number: one.version_number,
    state: one.state,
    state_name: STATE_NAMES[one.state],
    author: one.author,
    drafted_at: one.drafted_at,
    note: one.note,
    checked_at: one.check?.at ?? null,
    error_count: one.check?.error_count ?? null,
    warning_count: one.check?.warning_count ?? null,
    reviewer: one.review?.by ?? null,
    published_at: publication?.at ?? null,
    published_by: publication?.by ?? null,
    effective_from: publication?.effective_from ?? null,
  };
}

const rowType = () => Type.Object(VERSION_ROW);

const Acted = { by: Text, at: Text };

export const VersionAnswer = Type.Object({
  ...VERSION_ROW,
  parent_code: TextOrNull,
  parent_hash: TextOrNull,
  base_hash: TextOrNull,
  redrafted: OrNull(Type.Object(Acted)),
  check: OrNull(
    Type.Object({
      ...Acted,
      checker_version: Text,
      error_count: Type.Integer(),
      warning_count: Type.Integer(),
      findings: Type.Array(Text),
    }),
  ),
  review: OrNull(
    Type.Object({ ...Acted, decision: Type.Enum(["approve", "refuse"]), reason: Text }),
  ),
  publication: OrNull(
    Type.Object({ ...Acted, effective_from: TextOrNull, retroactive_reason: TextOrNull }),
  ),
  withdrawal: OrNull(Type.Object({ ...Acted, reason: Text })),
  superseded_by: OrNull(
    Type.Object({ content_hash: Text, version_number: Type.Integer(), at: Text }),
  ),
  /** The steps that the caller may take now. */
  may: Type.Object({
    draft: Type.Boolean(),
    check: Type.Boolean(),
    review: Type.Boolean(),
    publish: Type.Boolean(),
    withdraw: Type.Boolean(),
    /** The caller drafted it, and somebody else must review it. */
    is_own: Type.Boolean(),
  }),
});

export function versionAnswer(version: PackVersion, caller: Caller): Static<typeof VersionAnswer> {
  const { parent_code, parent_hash, base_hash, redrafted, check, review, withdrawal } = version;
  const { publication, superseded_by } = version;
  return {
    ...versionRow(version),
    ...{ parent_code, parent_hash, base_hash, redrafted, review, withdrawal },
    ...{ publication, superseded_by },
    check: check === null ? null : { ...check, findings: [...check.findings] },
    may: stepsOf(version, caller),
  };
}

/** What the library itself would refuse is not offered; it decides all the same. */
function stepsOf({ region_code, state, author, redrafted }: PackVersion, caller: Caller) {
  const { rights, regions } = caller;
  const atHome = coversRegion(regions, region_code);
  const actor = actorOf(caller);
  const is_own = author === actor || redrafted?.by === actor;
  const isOpen = ["drafted", "faulty", "checked", "approved", "refused"].includes(state);
  const works = rights.has("policy.draft") || rights.has("policy.check");
  return {
    draft: atHome && rights.has("policy.draft"),
    check: atHome && works && ["drafted", "faulty", "checked"].includes(state),
    review: atHome && rights.has("policy.check") && state === "checked" && !is_own,
    publish: atHome && rights.has("policy.publish") && state === "approved",
    withdraw: atHome && isOpen && (rights.has("policy.draft") || rights.has("policy.publish")),
    is_own,
  };
}

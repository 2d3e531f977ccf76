import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { type CheckReport, checkProposals, type PackJudge } from "./judge.ts";
import {
  findVersion,
  insertEvent,
  lockLibrary,
  type NewEvent,
  publishedHash,
  versionsMeant,
} from "./library.store.ts";
import { nextState, type PackEventKind } from "./pack-state.ts";
import type { PackVersion } from "./pack-version.ts";
import { proposalsOf } from "./proposal.ts";

/** The steps of a version from draft to review, and its withdrawal. */

export interface Step {
  readonly content_hash: string;
  readonly by: string;
  readonly now: Date;
}

/** Findings kept with a version; the whole report is made again by `policy check`. */
const FINDINGS_KEPT = 20;

/**
 * The version of a pack that somebody means: its number, or six characters or more of its hash.
 * @throws YibaoError LIBRARY-NO-SUCH-VERSION when it is none, or more than one
 */
export async function versionMeant(
  runner: Runner,
  region_code: string,
  word: string,
): Promise<PackVersion> {
  const version_number = /^\d{1,5}$/.test(word) ? Number(word) : null;
  const hash = /^[0-9a-f]{6,64}$/.test(word) ? word : null;
  const found =
    version_number === null && hash === null
      ? []
      : await versionsMeant(runner, region_code, { version_number, hash });
  const [only, other] = found;
  if (only !== undefined && other === undefined) return only;
  throw new YibaoError("LIBRARY-NO-SUCH-VERSION", { code: region_code, version: word });
}

/**
 * Checks every region that the version would change, and keeps what was found.
 * @throws YibaoError LIBRARY-STATE | LIBRARY-BASE-SUPERSEDED | PACK-*
 */
export async function checkVersion(
  store: Store,
  step: Step,
  judge: PackJudge,
): Promise<{ readonly version: PackVersion; readonly report: CheckReport }> {
  const version = await standing(store, step.content_hash, "checked");
  const report = await checkProposals(store, await proposalsOf(store, version), judge);
  const { checker_version, errors, warnings } = report;
  const checked = await take(store, step, errors.length === 0 ? "checked" : "found-faulty", {
    check: {
      checker_version,
      errors: errors.length,
      warnings: warnings.length,
      findings: [...errors, ...warnings].slice(0, FINDINGS_KEPT),
    },
  });
  return { version: checked, report };
}

export interface Review extends Step {
  readonly decision: "approve" | "refuse";
  readonly reason: string;
}

/**
 * Another person's word on a checked version.
 * @throws YibaoError LIBRARY-OWN-REVIEW | LIBRARY-STATE | LIBRARY-BASE-SUPERSEDED
 */
export async function reviewVersion(store: Store, review: Review): Promise<PackVersion> {
  const { decision, reason, by } = review;
  const kind = decision === "approve" ? "approved" : "refused";
  return take(store, review, kind, { reason }, ({ author, redrafted }) => {
    if (author === by || redrafted?.by === by)
      throw new YibaoError("LIBRARY-OWN-REVIEW", { person: by });
  });
}

/** Takes back what is not published. @throws YibaoError LIBRARY-STATE */
export async function withdrawVersion(
  store: Store,
  step: Step & { readonly reason: string },
): Promise<PackVersion> {
  return take(store, step, "withdrawn", { reason: step.reason });
}

/** One step under the lock, when the state allows it and the base still stands. */
async function take(
  store: Store,
  { content_hash, by, now }: Step,
  kind: PackEventKind,
  facts: Pick<NewEvent, "reason" | "check">,
  guard: (version: PackVersion) => void = () => undefined,
): Promise<PackVersion> {
  return store.transaction(async (transaction) => {
    await lockLibrary(transaction);
    const version = await standing(transaction, content_hash, kind);
    guard(version);
    const { region_code } = version;
    const event = { content_hash, region_code, kind, person: by, at: now, ...facts };
    await insertEvent(transaction, event);
    return (await findVersion(transaction, content_hash)) as PackVersion;
  });
}

/** The version, when the event may follow; only a withdrawal may come after a successor. */
export async function standing(
  runner: Runner,
  content_hash: string,
  kind: PackEventKind,
): Promise<PackVersion> {
  const version = await findVersion(runner, content_hash);
  if (version === null) throw new Error(`the library holds no version ${content_hash}`);
  nextState(version.state, kind);
  if (kind !== "withdrawn") await assertBaseStands(runner, version);
  return version;
}

async function assertBaseStands(runner: Runner, version: PackVersion): Promise<void> {
  const { region_code, base_hash } = version;
  const published = await publishedHash(runner, region_code, null);
  if (published === base_hash) return;
  const numberOf = async (hash: string | null) =>
    hash === null ? 0 : ((await findVersion(runner, hash))?.version_number ?? 0);
  throw new YibaoError("LIBRARY-BASE-SUPERSEDED", {
    code: region_code,
    base: await numberOf(base_hash),
    current: await numberOf(published),
  });
}

import type { Finding } from "../disclosure/index.ts";
import { isSameFinding } from "../disclosure-check/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { KeptCheck, OfferedWaiver } from "./kept-check.ts";

/** What somebody lets stand in a checked document, and what of it holds for the next version. */

/** Longer than a year: the same document is corrected, and published once a year. */
export const GIVEN_KEPT_DAYS = 400;

export interface WaiverToKeep {
  readonly finding: Finding;
  readonly author: string;
  readonly author_name: string;
  readonly reason: string;
  readonly made_at: Date;
  /** Whose words they are, where they were given for an earlier version. */
  readonly carried: { readonly from: string; readonly at: Date } | null;
}

/** The check that the finding is of, and who sees it. */
export type WaivedCheck = Pick<KeptCheck, "check_no" | "unit" | "year" | "kind">;

/** Lets findings stand, all or none. @throws YibaoError CHECK-WAIVED-ALREADY */
export async function keepWaivers(
  store: Store,
  check: WaivedCheck,
  waivers: readonly WaiverToKeep[],
): Promise<void> {
  const { check_no, unit, year, kind } = check;
  await store.transaction(async (client) => {
    for (const { finding, author, author_name, reason, made_at, carried } of waivers) {
      const { rows } = await client.query<{ waiver_no: number }>(
        `insert into disclosure_report.waiver
           (check_no, finding_id, author, author_name, reason, made_at, carried_from, carried_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (check_no, finding_id) where withdrawn_at is null do nothing
         returning waiver_no`,
        [
          ...[check_no, finding.id, author, author_name, reason, made_at],
          ...[carried?.from ?? null, carried?.at ?? null],
        ],
      );
      const [kept] = rows;
      if (kept === undefined) {
        throw new YibaoError("CHECK-WAIVED-ALREADY", { finding_id: finding.id });
      }
      // Carried over it is known already, in its first author's name.
      if (carried !== null || unit === "" || year === null || kind === null) continue;
      await client.query(
        `insert into disclosure_report.given_waiver
           (waiver_no, region, unit, year, kind, rule, place, printed, author_name, reason, made_at)
         select $1, region, unit, year, kind, $3, $4, $5, $6, $7, $8
           from disclosure_report.kept_check where check_no = $2`,
        [
          ...[kept.waiver_no, check_no, finding.rule, JSON.stringify(finding.where)],
          ...[finding.printed, author_name, reason, made_at],
        ],
      );
    }
    const [{ made_at }] = waivers as readonly [WaiverToKeep];
    await client.query(
      `delete from disclosure_report.given_waiver where made_at < $1::timestamptz - $2::interval`,
      [made_at, `${GIVEN_KEPT_DAYS} days`],
    );
  });
}

/** Takes it back, for later versions of the document, too. @throws YibaoError CHECK-NOT-WAIVED */
export async function withdrawWaiver(
  store: Store,
  asked: {
    readonly check_no: number;
    readonly finding_id: string;
    readonly withdrawn_by: string;
    readonly withdrawn_at: Date;
  },
): Promise<void> {
  const { check_no, finding_id, withdrawn_by, withdrawn_at } = asked;
  await store.transaction(async (client) => {
    const { rows } = await client.query<{ waiver_no: number }>(
      `update disclosure_report.waiver set withdrawn_by = $3, withdrawn_at = $4
        where check_no = $1 and finding_id = $2 and withdrawn_at is null
        returning waiver_no`,
      [check_no, finding_id, withdrawn_by, withdrawn_at],
    );
    const [withdrawn] = rows;
    if (withdrawn === undefined) throw new YibaoError("CHECK-NOT-WAIVED", { finding_id });
    await client.query("delete from disclosure_report.given_waiver where waiver_no = $1", [
      withdrawn.waiver_no,
    ]);
  });
}

const GIVEN_MOST = 2_000;

interface GivenWaiver extends Omit<OfferedWaiver, "finding_id"> {
  readonly rule: string;
  readonly place: Finding["where"];
  readonly printed: string;
}

/**
 * Waivers of earlier versions of this document (the same unit, year and kind) for findings that
 * nobody lets stand yet: offered, and not applied. The latest of several for one finding.
 */
export async function offeredWaivers(
  runner: Runner,
  { unit, year, kind, report, waivers }: KeptCheck,
): Promise<readonly OfferedWaiver[]> {
  if (unit === "" || year === null || kind === null) return [];
  const { rows } = await runner.query<GivenWaiver>(
    `select rule, place, printed, author_name, reason, made_at
       from disclosure_report.given_waiver
      where unit = $1 and year = $2 and kind = $3 order by waiver_no desc limit $4`,
    [unit, year, kind, GIVEN_MOST],
  );
  const waived = new Set(waivers.map(({ finding_id }) => finding_id));
  return report.findings.flatMap((finding): readonly OfferedWaiver[] => {
    if (waived.has(finding.id)) return [];
    const given = rows.find(({ rule, place, printed }) =>
      isSameFinding({ rule, where: place, printed }, finding),
    );
    if (given === undefined) return [];
    const { author_name, reason, made_at } = given;
    return [{ finding_id: finding.id, author_name, reason, made_at }];
  });
}

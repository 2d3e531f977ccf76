import { createHash } from "node:crypto";
import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { FileAnswer } from "./check-file.ts";
import {
  countsOf,
  type KeptCheck,
  type KeptCheckRow,
  type KeptWaiver,
  packed,
  unpacked,
} from "./kept-check.ts";
import type { DrawnPage } from "./place-view.ts";

/** Checks made in the browser, kept for a while: they are looked through and discussed. */

export const KEPT_DAYS = 30;

export interface CheckToKeep {
  readonly answer: Extract<FileAnswer, { kind: "checked" }>;
  readonly bytes: Uint8Array;
  readonly region: string;
  readonly checked_by: string;
  readonly checked_by_name: string;
  readonly checked_at: Date;
}

/** Keeps a check with its pages, and lets go of those that are too old. @returns its number */
export async function keepCheck(store: Store, kept: CheckToKeep): Promise<number> {
  const { answer, bytes, checked_at } = kept;
  const { report, views, other_views } = answer;
  const { document } = report;
  const counts = countsOf(report.findings);
  const [places, other_places] = [views?.places ?? {}, other_views?.places ?? {}];
  const content = await packed({ report, places, other_places });
  const pages = [
    ...(await packedPages(views?.pages ?? [], false)),
    ...(await packedPages(other_views?.pages ?? [], true)),
  ];
  return store.transaction(async (client) => {
    await client.query(
      `delete from disclosure_report.kept_check where checked_at < $1::timestamptz - $2::interval`,
      [checked_at, `${KEPT_DAYS} days`],
    );
    const { rows } = await client.query<{ check_no: number }>(
      `insert into disclosure_report.kept_check
         (region, checked_by, checked_by_name, checked_at, file_name, file_bytes, sha256,
          unit, year, kind, profile_title, pages, milliseconds,
          errors, warns, hints, unresolved, content)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       returning check_no`,
      [
        ...[kept.region, kept.checked_by, kept.checked_by_name, checked_at],
        ...[answer.name, bytes.byteLength, createHash("sha256").update(bytes).digest("hex")],
        ...[document.unit, document.year, document.kind, document.profile_title],
        ...[answer.pages, Math.round(answer.milliseconds)],
        ...[counts.error, counts.warn, counts.hint, counts.unresolved, content],
      ],
    );
    const check_no = (rows[0] as { check_no: number }).check_no;
    for (const page of pages) {
      await client.query(
        `insert into disclosure_report.kept_page (check_no, of_other, page, content)
         values ($1, $2, $3, $4)`,
        [check_no, page.of_other, page.page, page.content],
      );
    }
    return check_no;
  });
}

function packedPages(pages: readonly DrawnPage[], of_other: boolean) {
  return Promise.all(
    pages.map(async (one) => ({ of_other, page: one.page, content: await packed(one) })),
  );
}

const ROW = `check_no, checked_by, checked_by_name, checked_at, file_name, file_bytes, sha256, unit,
  year, kind, profile_title, pages, milliseconds, errors, warns, hints, unresolved,
  (select count(*) from disclosure_report.waiver as one
    where one.check_no = kept_check.check_no and one.withdrawn_at is null) as waived`;

export interface CheckSearch {
  /** In the file's name or the unit's. */
  readonly text: string | null;
  readonly year: number | null;
  readonly kind: string | null;
  /** Only those of this account. */
  readonly checked_by: string | null;
  readonly order: CheckOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export const CHECK_ORDERS = ["checked_at", "unit", "year", "errors", "warns"] as const;
export type CheckOrder = (typeof CHECK_ORDERS)[number];

export async function listChecks(
  runner: Runner,
  now: Date,
  { text, year, kind, checked_by, order, descending, offset, limit }: CheckSearch,
): Promise<{ readonly rows: readonly KeptCheckRow[]; readonly total: number }> {
  const chosen = `checked_at >= $1::timestamptz - $2::interval
    and ($3::text is null or position(lower($3) in lower(file_name || ' ' || unit)) > 0)
    and ($4::integer is null or year = $4)
    and ($5::text is null or kind = $5)
    and ($6::text is null or checked_by = $6)`;
  const values = [now, `${KEPT_DAYS} days`, text, year, kind, checked_by];
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<KeptCheckRow>(
    `select ${ROW} from disclosure_report.kept_check where ${chosen}
      order by ${order} ${direction} nulls last, check_no ${direction}
      offset $7 limit $8`,
    [...values, offset, limit],
  );
  const total = await runner.query<{ count: number }>(
    `select count(*) as count from disclosure_report.kept_check where ${chosen}`,
    values,
  );
  return { rows, total: total.rows[0]?.count ?? 0 };
}

type Unpacked = Pick<KeptCheck, "report" | "places"> & Partial<Pick<KeptCheck, "other_places">>;

/** @throws YibaoError CHECK-UNKNOWN where there is none, or none that the caller may see */
export async function readCheck(runner: Runner, check_no: number): Promise<KeptCheck> {
  const { rows } = await runner.query<KeptCheckRow & { content: Uint8Array }>(
    `select ${ROW}, content from disclosure_report.kept_check where check_no = $1`,
    [check_no],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("CHECK-UNKNOWN", { check_no });
  const { content, ...row } = found;
  const known = await unpacked<Unpacked>(content);
  const waivers = await runner.query<KeptWaiver>(
    `select finding_id, author, author_name, reason, made_at, carried_from, carried_at
       from disclosure_report.waiver
      where check_no = $1 and withdrawn_at is null order by waiver_no`,
    [check_no],
  );
  // Those kept before there were comparisons have none.
  return { ...row, other_places: {}, ...known, waivers: waivers.rows };
}

/** A page of the document, or of the one it was compared with. @throws YibaoError CHECK-UNKNOWN */
export async function readCheckPage(
  runner: Runner,
  check_no: number,
  page: number,
  of_other: boolean,
): Promise<DrawnPage> {
  const { rows } = await runner.query<{ content: Uint8Array }>(
    `select content from disclosure_report.kept_page
      where check_no = $1 and of_other = $2 and page = $3`,
    [check_no, of_other, page],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("CHECK-UNKNOWN", { check_no });
  return unpacked<DrawnPage>(found.content);
}

/** All pages of a check, for its report as a page. */
export async function readCheckPages(
  runner: Runner,
  check_no: number,
): Promise<readonly DrawnPage[]> {
  const { rows } = await runner.query<{ content: Uint8Array }>(
    `select content from disclosure_report.kept_page
      where check_no = $1 and not of_other order by page`,
    [check_no],
  );
  return Promise.all(rows.map(({ content }) => unpacked<DrawnPage>(content)));
}

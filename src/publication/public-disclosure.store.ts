import { createHash } from "node:crypto";
import type pg from "pg";
import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { type KeptPublication, readPublication } from "./kept-publication.store.ts";
import type { MadeDetails } from "./making.ts";

/** Disclosures that are public: put up, put right, taken back. What was public stays on record. */

export interface PublicDisclosure {
  readonly public_no: number;
  readonly region: string;
  readonly publication_no: number;
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly profile_title: string;
  /** 文号; "" where it has none. */
  readonly document_no: string;
  /** The day on which the finance department approved it; null where nobody says. */
  readonly replied_on: CivilDate | null;
  readonly published_at: Date;
  /** The version that it puts right; null for a first one. */
  readonly corrects: number | null;
  /** Null while it is in force. */
  readonly withdrawn_at: Date | null;
  readonly withdrawal: "withdrawn" | "corrected" | null;
  readonly withdrawal_reason: string | null;
}

export interface OpenedPublicDisclosure extends PublicDisclosure {
  readonly details: MadeDetails;
  readonly files: readonly PublicFile[];
  /** Other versions of the same unit, year and kind, the latest first. */
  readonly versions: readonly PublicDisclosure[];
}

export interface PublicFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const SHOWN_MOST = 10;

/**
 * What has errors that nobody lets stand is not put up.
 * @throws YibaoError PUBLICATION-PUBLIC-ERRORS, with what is wrong and in which files
 */
function assertMayBePublic({ details }: Pick<KeptPublication, "details">): void {
  const wrong = new Map<string, string[]>();
  for (const { outcome, rule, message, path } of details.findings) {
    if (outcome !== "error") continue;
    const words = `${message}〔${rule}〕`;
    const form = path.replace("disclosure.", "");
    wrong.set(words, [...(wrong.get(words) ?? []), form]);
  }
  if (wrong.size === 0) return;
  const findings = [...wrong]
    .slice(0, SHOWN_MOST)
    .map(([words, forms]) => `${words}（${[...new Set(forms)].join("、")}）`);
  throw new YibaoError("PUBLICATION-PUBLIC-ERRORS", {
    ...{ count: wrong.size, findings: findings.join("；") },
  });
}

export interface PublishAct {
  /** Of the approved proposal: the same again does nothing more. */
  readonly request_id: string;
  readonly publication_no: number;
  readonly document_no: string;
  readonly replied_on: CivilDate | null;
  /** The version in force that it puts right, and why; null where there is none. */
  readonly corrects: { readonly public_no: number; readonly reason: string } | null;
  readonly proposed_by_name: string;
  readonly now: Date;
}

/**
 * Puts a made disclosure up with copies of its files; the version that it corrects goes with it.
 * @returns its number
 * @throws YibaoError PUBLICATION-UNKNOWN | PUBLICATION-PUBLIC-ERRORS | PUBLICATION-PUBLIC-ALREADY |
 *   PUBLICATION-PUBLIC-OTHER | PUBLICATION-WITHDRAWN
 */
export async function makePublic(store: Store, act: PublishAct): Promise<number> {
  return store.transaction(async (client) => {
    const before = await client.query<{ public_no: number }>(
      "select public_no from publication.public_disclosure where request_id = $1",
      [act.request_id],
    );
    if (before.rows[0] !== undefined) return before.rows[0].public_no;
    const kept = await readPublication(client, act.publication_no);
    assertMayBePublic(kept);
    if (act.corrects !== null) await corrected(client, kept, act, act.corrects);
    const files = await client.query<{ path: string; content: Uint8Array }>(
      "select path, content from publication.kept_file where publication_no = $1 order by path",
      [act.publication_no],
    );
    const { rows } = await client.query<{ public_no: number }>(
      `insert into publication.public_disclosure
         (request_id, region, publication_no, made_by_name, made_at, source, title, unit, year,
          kind, profile_title, details, files, document_no, replied_on, proposed_by_name,
          published_at, corrects)
       select $1, region, publication_no, made_by_name, made_at, source, title, unit, year,
              kind, profile_title, details, $3, $4, $5, $6, $7, $8
         from publication.kept_publication where publication_no = $2
       on conflict (region, unit, year, kind) where withdrawn_at is null do nothing
       returning public_no`,
      [
        ...[act.request_id, act.publication_no, JSON.stringify(files.rows.map(fileOf))],
        ...[act.document_no, act.replied_on, act.proposed_by_name, act.now],
        act.corrects?.public_no ?? null,
      ],
    );
    const [put] = rows;
    if (put === undefined) throw alreadyPublic(kept);
    await client.query(
      `insert into publication.public_file (public_no, path, content)
       select $1, path, content from publication.kept_file where publication_no = $2`,
      [put.public_no, act.publication_no],
    );
    return put.public_no;
  });
}

function fileOf({ path, content }: { readonly path: string; readonly content: Uint8Array }) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { path, bytes: content.byteLength, sha256 } satisfies PublicFile;
}

function alreadyPublic({ unit, year, kind }: Versioned): YibaoError {
  const which = `${unit}${year}年度${kind === "budget" ? "部门预算" : "部门决算"}`;
  return new YibaoError("PUBLICATION-PUBLIC-ALREADY", { which });
}

type Versioned = Pick<PublicDisclosure, "unit" | "year" | "kind">;

async function corrected(
  client: pg.PoolClient,
  kept: Versioned,
  { request_id, now }: PublishAct,
  { public_no, reason }: NonNullable<PublishAct["corrects"]>,
): Promise<void> {
  const before = await rowOf(client, public_no);
  assertSameDisclosure(before, kept);
  await takeDown(client, { public_no, request_id, now, reason, withdrawal: "corrected" });
}

/**
 * Whether it may be put up at all, before anybody is asked to approve it.
 * @throws YibaoError PUBLICATION-PUBLIC-ERRORS | PUBLICATION-PUBLIC-ALREADY |
 *   PUBLICATION-PUBLIC-OTHER | PUBLICATION-PUBLIC-UNKNOWN | PUBLICATION-WITHDRAWN
 */
export async function assertPublishable(
  runner: Runner,
  kept: KeptPublication,
  corrects: number | null,
): Promise<void> {
  assertMayBePublic(kept);
  if (corrects === null) {
    if ((await publicInForce(runner, kept)) !== null) throw alreadyPublic(kept);
    return;
  }
  const before = await rowOf(runner, corrects);
  assertSameDisclosure(before, kept);
  assertInForce(before);
}

/** @throws YibaoError PUBLICATION-PUBLIC-OTHER */
function assertSameDisclosure(before: PublicDisclosure, kept: Versioned): void {
  const { unit, year, kind, public_no, title } = before;
  if (unit === kept.unit && year === kept.year && kind === kept.kind) return;
  throw new YibaoError("PUBLICATION-PUBLIC-OTHER", { public_no, title }, "corrects");
}

export interface WithdrawAct {
  readonly request_id: string;
  readonly public_no: number;
  readonly reason: string;
  readonly now: Date;
}

/** Takes it back; the record stays. @throws YibaoError PUBLICATION-PUBLIC-UNKNOWN | -WITHDRAWN */
export async function withdrawPublic(store: Store, act: WithdrawAct): Promise<void> {
  await store.transaction(async (client) => {
    await takeDown(client, { ...act, withdrawal: "withdrawn" });
  });
}

async function takeDown(
  client: pg.PoolClient,
  act: WithdrawAct & { readonly withdrawal: "withdrawn" | "corrected" },
): Promise<void> {
  const { public_no, request_id, reason, now, withdrawal } = act;
  const { rowCount } = await client.query(
    `update publication.public_disclosure
        set withdrawn_at = $2, withdrawal = $3, withdrawal_reason = $4, withdrawal_request_id = $5
      where public_no = $1 and (withdrawn_at is null or withdrawal_request_id = $5)`,
    [public_no, now, withdrawal, reason, request_id],
  );
  if (rowCount === 0) throw withdrawnError(await rowOf(client, public_no));
}

/** @throws YibaoError PUBLICATION-WITHDRAWN */
export function assertInForce(found: PublicDisclosure): void {
  if (found.withdrawn_at !== null) throw withdrawnError(found);
}

function withdrawnError({ title, withdrawal, withdrawal_reason }: PublicDisclosure): YibaoError {
  const how = withdrawal === "corrected" ? "更正" : "撤回";
  const details = { title, how, reason: withdrawal_reason ?? "" };
  return new YibaoError("PUBLICATION-WITHDRAWN", details);
}

/** What the role of the browser may read: no names of those who made it and put it up. */
const ROW = `public_no, region, publication_no, title, unit, year, kind, profile_title,
  document_no, replied_on::text as replied_on, published_at, corrects, withdrawn_at, withdrawal,
  withdrawal_reason`;

async function rowOf(runner: Runner, public_no: number): Promise<PublicDisclosure> {
  const { rows } = await runner.query<PublicDisclosure>(
    `select ${ROW} from publication.public_disclosure where public_no = $1`,
    [public_no],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("PUBLICATION-PUBLIC-UNKNOWN", { public_no });
  return found;
}

const VERSIONS_MOST = 50;

/** @throws YibaoError PUBLICATION-PUBLIC-UNKNOWN */
export async function readPublic(
  runner: Runner,
  public_no: number,
): Promise<OpenedPublicDisclosure> {
  const found = await rowOf(runner, public_no);
  const more = await runner.query<Pick<OpenedPublicDisclosure, "details" | "files">>(
    "select details, files from publication.public_disclosure where public_no = $1",
    [public_no],
  );
  const versions = await runner.query<PublicDisclosure>(
    `select ${ROW} from publication.public_disclosure as other
      where (region, unit, year, kind) = (select region, unit, year, kind
               from publication.public_disclosure where public_no = $1)
        and public_no <> $1
      order by public_no desc limit $2`,
    [public_no, VERSIONS_MOST],
  );
  const [opened] = more.rows as [Pick<OpenedPublicDisclosure, "details" | "files">];
  return { ...found, ...opened, versions: versions.rows };
}

/** The version in force of what a made disclosure is of; null where none is public. */
export async function publicInForce(
  runner: Runner,
  { region, unit, year, kind }: Versioned & Pick<PublicDisclosure, "region">,
): Promise<PublicDisclosure | null> {
  const { rows } = await runner.query<PublicDisclosure>(
    `select ${ROW} from publication.public_disclosure
      where region = $1 and unit = $2 and year = $3 and kind = $4 and withdrawn_at is null`,
    [region, unit, year, kind],
  );
  return rows[0] ?? null;
}

/**
 * The bytes of a file. Of what was taken back only the office sees them.
 * @throws YibaoError PUBLICATION-PUBLIC-UNKNOWN | PUBLICATION-WITHDRAWN | PUBLICATION-NO-FILE
 */
export async function readPublicFile(
  runner: Runner,
  public_no: number,
  path: string,
): Promise<Uint8Array> {
  const { rows } = await runner.query<{ content: Uint8Array }>(
    "select content from publication.public_file where public_no = $1 and path = $2",
    [public_no, path],
  );
  if (rows[0] !== undefined) return rows[0].content;
  assertInForce(await rowOf(runner, public_no));
  throw new YibaoError("PUBLICATION-NO-FILE", { path }, "path");
}

/** The open data, by path. @throws YibaoError PUBLICATION-PUBLIC-UNKNOWN | PUBLICATION-WITHDRAWN */
export async function readPublicData(
  runner: Runner,
  public_no: number,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { rows } = await runner.query<{ path: string; content: Uint8Array }>(
    `select path, content from publication.public_file
      where public_no = $1 and path not like 'disclosure.%' order by path`,
    [public_no],
  );
  if (rows.length === 0) assertInForce(await rowOf(runner, public_no));
  return Object.fromEntries(rows.map(({ path, content }) => [path, content]));
}

export const PUBLIC_ORDERS = ["published_on", "unit", "year"] as const;
export type PublicOrder = (typeof PUBLIC_ORDERS)[number];

/** Rows show the day. */
const COLUMNS = { published_on: "published_at", unit: "unit", year: "year" } as const;

export interface PublicSearch {
  /** In the title or the unit. */
  readonly text: string | null;
  readonly year: number | null;
  readonly kind: string | null;
  /** Null: what is in force and what was taken back. */
  readonly in_force: boolean | null;
  readonly order: PublicOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export async function listPublic(
  runner: Runner,
  { text, year, kind, in_force, order, descending, offset, limit }: PublicSearch,
): Promise<{ readonly rows: readonly PublicDisclosure[]; readonly total: number }> {
  const chosen = `
        ($1::text is null or position(lower($1) in lower(title || ' ' || unit)) > 0)
    and ($2::integer is null or year = $2)
    and ($3::text is null or kind = $3)
    and ($4::boolean is null or (withdrawn_at is null) = $4)`;
  const values = [text, year, kind, in_force];
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<PublicDisclosure>(
    `select ${ROW} from publication.public_disclosure where ${chosen}
      order by ${COLUMNS[order]} ${direction}, public_no ${direction} offset $5 limit $6`,
    [...values, offset, limit],
  );
  const total = await runner.query<{ count: number }>(
    `select count(*) as count from publication.public_disclosure where ${chosen}`,
    values,
  );
  return { rows, total: total.rows[0]?.count ?? 0 };
}

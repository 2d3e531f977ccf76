import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { MadeDetails, MadeFiles } from "./making.ts";

/** Disclosures made in the browser, kept for a while with all their files. */

export const PUBLICATION_KEPT_DAYS = 30;

export interface KeptPublicationRow {
  readonly publication_no: number;
  /** Who works there sees it. */
  readonly region: string;
  readonly made_by: string;
  readonly made_by_name: string;
  readonly made_at: Date;
  readonly source: string;
  readonly title: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: "budget" | "final";
  readonly profile: string;
  readonly profile_title: string;
  readonly errors: number;
  readonly warns: number;
}

export interface KeptPublication extends KeptPublicationRow {
  readonly details: MadeDetails;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

export interface PublicationToKeep {
  readonly made: MadeFiles;
  readonly region: string;
  readonly made_by: string;
  readonly made_by_name: string;
  readonly made_at: Date;
  /** From where the figures come, in words. */
  readonly source: string;
}

/** Keeps it with its files, and lets go of those that are too old. @returns its number */
export async function keepPublication(store: Store, kept: PublicationToKeep): Promise<number> {
  const { made, made_at } = kept;
  const { checks } = made.details;
  const most = (severity: "error" | "warn") => {
    return Math.max(0, ...checks.map((one) => one[severity]));
  };
  return store.transaction(async (client) => {
    await client.query(
      `delete from publication.kept_publication where made_at < $1::timestamptz - $2::interval`,
      [made_at, `${PUBLICATION_KEPT_DAYS} days`],
    );
    const { rows } = await client.query<{ publication_no: number }>(
      `insert into publication.kept_publication
         (region, made_by, made_by_name, made_at, source, title, unit, year, kind, profile,
          profile_title, errors, warns, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       returning publication_no`,
      [
        ...[kept.region, kept.made_by, kept.made_by_name, made_at, kept.source],
        ...[made.title, made.unit, made.year, made.kind, made.profile, made.profile_title],
        ...[most("error"), most("warn"), JSON.stringify(made.details)],
      ],
    );
    const { publication_no } = rows[0] as { publication_no: number };
    for (const { path, bytes } of made.files) {
      await client.query(
        `insert into publication.kept_file (publication_no, path, content) values ($1, $2, $3)`,
        [publication_no, path, Buffer.from(bytes)],
      );
    }
    return publication_no;
  });
}

const ROW = `publication_no, region, made_by, made_by_name, made_at, source, title, unit, year,
  kind, profile, profile_title, errors, warns`;

export const PUBLICATION_ORDERS = ["made_at", "unit", "year", "title"] as const;
export type PublicationOrder = (typeof PUBLICATION_ORDERS)[number];

export interface PublicationSearch {
  readonly text: string | null;
  readonly year: number | null;
  readonly kind: string | null;
  readonly order: PublicationOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export async function listPublications(
  runner: Runner,
  now: Date,
  { text, year, kind, order, descending, offset, limit }: PublicationSearch,
): Promise<{ readonly rows: readonly KeptPublicationRow[]; readonly total: number }> {
  const chosen = `made_at >= $1::timestamptz - $2::interval
    and ($3::text is null or position(lower($3) in lower(title || ' ' || unit)) > 0)
    and ($4::integer is null or year = $4)
    and ($5::text is null or kind = $5)`;
  const values = [now, `${PUBLICATION_KEPT_DAYS} days`, text, year, kind];
  const direction = descending ? "desc" : "asc";
  const { rows } = await runner.query<KeptPublicationRow>(
    `select ${ROW} from publication.kept_publication where ${chosen}
      order by ${order} ${direction}, publication_no ${direction} offset $6 limit $7`,
    [...values, offset, limit],
  );
  const total = await runner.query<{ count: number }>(
    `select count(*) as count from publication.kept_publication where ${chosen}`,
    values,
  );
  return { rows, total: total.rows[0]?.count ?? 0 };
}

/** @throws YibaoError PUBLICATION-UNKNOWN where there is none, or none that the caller may see */
export async function readPublication(
  runner: Runner,
  publication_no: number,
): Promise<KeptPublication> {
  const { rows } = await runner.query<KeptPublicationRow & { details: MadeDetails }>(
    `select ${ROW}, details from publication.kept_publication where publication_no = $1`,
    [publication_no],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("PUBLICATION-UNKNOWN", { publication_no });
  const files = await runner.query<{ path: string; bytes: number }>(
    `select path, octet_length(content) as bytes from publication.kept_file
      where publication_no = $1 order by path`,
    [publication_no],
  );
  return { ...found, files: files.rows };
}

/** @throws YibaoError PUBLICATION-UNKNOWN */
export async function readPublishedFile(
  runner: Runner,
  publication_no: number,
  path: string,
): Promise<Uint8Array> {
  const { rows } = await runner.query<{ content: Uint8Array }>(
    "select content from publication.kept_file where publication_no = $1 and path = $2",
    [publication_no, path],
  );
  const [found] = rows;
  if (found === undefined) throw new YibaoError("PUBLICATION-UNKNOWN", { publication_no });
  return found.content;
}

/** Every file whose path is not a document's own: the open data. */
export async function readPublishedFiles(
  runner: Runner,
  publication_no: number,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const { rows } = await runner.query<{ path: string; content: Uint8Array }>(
    `select path, content from publication.kept_file
      where publication_no = $1 and path not like 'disclosure.%' order by path`,
    [publication_no],
  );
  return Object.fromEntries(rows.map(({ path, content }) => [path, content]));
}

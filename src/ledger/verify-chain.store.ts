import type pg from "pg";
import { entriesBetween, type SealableEntry } from "./entry-stream.store.ts";
import { type Finding, MOST_FINDINGS } from "./finding.ts";
import {
  createSealHash,
  DIGEST_BYTES,
  FIRST_PREVIOUS_HASH,
  type SealBounds,
  type SealedBatch,
} from "./seal-hash.ts";

interface SealRow extends SealBounds {
  readonly seal_no: number;
  readonly entry_count: number;
  readonly hash: string;
  readonly previous_hash: string;
}

/** Recomputes every seal from the entries; a bad one is named with the entries that differ. */
export async function verifyChain(client: pg.PoolClient): Promise<Finding[]> {
  const { rows: seals } = await client.query<SealRow>(
    `select seal_no, entry_count, hash, previous_hash,
            from_transaction::text::bigint as from_transaction,
            to_transaction::text::bigint as to_transaction
       from ledger.seal order by seal_no`,
  );
  const findings = brokenLinks(seals);
  const last = seals.at(-1);
  if (last === undefined) return findings;
  for await (const { seal, batch } of recomputed(client, seals)) {
    if (findings.length >= MOST_FINDINGS) break;
    if (batch.hash === seal.hash && batch.entry_count === seal.entry_count) continue;
    findings.push({ ...sealFinding("LEDGER-SEAL-BROKEN", seal, "的内容与封存时不符"), batch });
  }
  return nameEntries(client, findings);
}

/** A part of the chain that was recomputed. */
export interface ChainPart {
  readonly from_seal_no: number;
  /** The last one looked at; one less than `from_seal_no` where there was none. */
  readonly to_seal_no: number;
  readonly entries: number;
  /** Where to go on; null at the end of the chain. */
  readonly next_seal_no: number | null;
  readonly findings: readonly Finding[];
}

const SEALS_AT_ONCE = 200;

/**
 * Recomputes seals from one on: as many as have `mostEntries` entries together, at least one. In
 * the caller's transaction; sealed entries and seals do not change, so parts make a whole.
 */
export async function verifySeals(
  client: pg.PoolClient,
  { from_seal_no, mostEntries }: { readonly from_seal_no: number; readonly mostEntries: number },
): Promise<ChainPart> {
  const { rows } = await client.query<SealRow>(
    `select seal_no, entry_count, hash, previous_hash,
            from_transaction::text::bigint as from_transaction,
            to_transaction::text::bigint as to_transaction
       from ledger.seal where seal_no >= $1 - 1 order by seal_no limit $2`,
    [from_seal_no, SEALS_AT_ONCE],
  );
  const before = rows.find(({ seal_no }) => seal_no === from_seal_no - 1);
  const after = rows.filter(({ seal_no }) => seal_no >= from_seal_no);
  const seals: SealRow[] = [];
  let entries = 0;
  for (const seal of after) {
    if (seals.length > 0 && entries + seal.entry_count > mostEntries) break;
    seals.push(seal);
    entries += seal.entry_count;
  }
  if (seals.length === 0) {
    const to_seal_no = from_seal_no - 1;
    return { from_seal_no, to_seal_no, entries: 0, next_seal_no: null, findings: [] };
  }
  const findings = brokenLinks(seals, before ?? BEFORE_FIRST);
  for await (const { seal, batch } of recomputed(client, seals)) {
    if (findings.length >= MOST_FINDINGS) break;
    if (batch.hash === seal.hash && batch.entry_count === seal.entry_count) continue;
    findings.push({ ...sealFinding("LEDGER-SEAL-BROKEN", seal, "的内容与封存时不符"), batch });
  }
  const to_seal_no = seals.at(-1)?.seal_no ?? from_seal_no;
  const isEnd = seals.length === after.length && rows.length < SEALS_AT_ONCE;
  return {
    ...{ from_seal_no, to_seal_no, entries, next_seal_no: isEnd ? null : to_seal_no + 1 },
    findings: await nameEntries(client, findings),
  };
}

const BEFORE_FIRST = { seal_no: 0, hash: FIRST_PREVIOUS_HASH, to_transaction: 0 };

/** Seals that do not follow on the one before: removed, added, or hashed anew. */
function brokenLinks(
  seals: readonly SealRow[],
  first: Pick<SealRow, "seal_no" | "hash" | "to_transaction"> = BEFORE_FIRST,
): UnnamedFinding[] {
  let before = first;
  const findings: UnnamedFinding[] = [];
  for (const seal of seals) {
    if (
      seal.seal_no !== before.seal_no + 1 ||
      seal.previous_hash !== before.hash ||
      seal.from_transaction !== before.to_transaction
    ) {
      findings.push(sealFinding("LEDGER-CHAIN-BROKEN", seal, "没有接上前一个封存"));
    }
    before = seal;
  }
  return findings.slice(0, MOST_FINDINGS);
}

/** A finding on a seal; with `batch` the entries that differ are still to be named. */
interface UnnamedFinding extends Finding {
  readonly seal_no: number;
  readonly batch?: SealedBatch;
}

function sealFinding(code: string, seal: SealRow, what: string): UnnamedFinding {
  const { seal_no, from_transaction, to_transaction } = seal;
  return {
    code,
    where: `封存 ${seal_no}`,
    message: `封存 ${seal_no} ${what}`,
    detail: { seal_no, from_transaction, to_transaction },
    seal_no,
  };
}

/** Each seal as the entries of now would make it: one pass over the journal. */
async function* recomputed(
  client: pg.PoolClient,
  seals: readonly SealRow[],
): AsyncGenerator<{ seal: SealRow; batch: SealedBatch }> {
  const start = seals[0]?.from_transaction ?? 0;
  const end = Math.max(...seals.slice(-1).map((seal) => seal.to_transaction));
  const entries = entriesBetween(client, start, end);
  let next = await entries.next();
  for (const seal of seals) {
    const hash = createSealHash(seal.previous_hash, seal);
    while (!next.done && next.value.transaction_id < seal.to_transaction) {
      const { entry_no, canonical }: SealableEntry = next.value;
      hash.add(entry_no, canonical);
      next = await entries.next();
    }
    yield { seal, batch: hash.finish() };
  }
}

/** Which entries of the broken seals differ, by the digests kept with the seal. */
async function nameEntries(
  client: pg.PoolClient,
  findings: readonly UnnamedFinding[],
): Promise<Finding[]> {
  const named: Finding[] = [];
  for (const { batch, seal_no, ...finding } of findings) {
    if (batch === undefined) {
      named.push(finding);
      continue;
    }
    const { rows } = await client.query<{ entry_nos: number[]; entry_digests: Buffer }>(
      "select entry_nos, entry_digests from ledger.seal where seal_no = $1",
      [seal_no],
    );
    const differences = compare(rows[0] as (typeof rows)[number], batch);
    named.push({
      ...finding,
      message: `${finding.message}：${sentence(differences)}`,
      detail: { ...finding.detail, ...differences },
    });
  }
  return named;
}

interface Differences {
  readonly changed: readonly number[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Compares what was sealed with what is there, by entry number. */
export function compare(
  sealed: Pick<SealedBatch, "entry_nos" | "entry_digests">,
  found: Pick<SealedBatch, "entry_nos" | "entry_digests">,
): Differences {
  const before = digestsByEntry(sealed);
  const now = digestsByEntry(found);
  const kept = [...before.keys()].filter((entry_no) => now.has(entry_no));
  return {
    changed: kept.filter((entry_no) => before.get(entry_no) !== now.get(entry_no)),
    removed: [...before.keys()].filter((entry_no) => !now.has(entry_no)),
    added: [...now.keys()].filter((entry_no) => !before.has(entry_no)),
  };
}

function digestsByEntry({
  entry_nos,
  entry_digests,
}: Pick<SealedBatch, "entry_nos" | "entry_digests">): Map<number, string> {
  return new Map(
    entry_nos.map((entry_no, index) => {
      const start = index * DIGEST_BYTES;
      return [entry_no, entry_digests.toString("hex", start, start + DIGEST_BYTES)];
    }),
  );
}

function sentence({ changed, removed, added }: Differences): string {
  const parts = [
    ["被改动的分录", changed],
    ["被删除的分录", removed],
    ["事后加入的分录", added],
  ] as const;
  const said = parts
    .filter(([, entries]) => entries.length > 0)
    .map(([what, entries]) => `${what} ${entries.slice(0, MOST_FINDINGS).join("、")}`);
  return said.join("；") || "封存记录本身被改动";
}

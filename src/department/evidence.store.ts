import type pg from "pg";
import { type Fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import { lockName } from "./books.store.ts";
import { EVIDENCE_KINDS, identityOf, type UsedEvidence } from "./evidence.ts";

/**
 * Writes a document's attachments. An attachment serves for its own amount once: what other
 * documents already use of it is gone, unless they were refused or reversed.
 * @throws YibaoError DEPARTMENT-EVIDENCE-DIFFERS | -EVIDENCE-USED
 */
export async function writeEvidence(
  client: pg.PoolClient,
  document_no: number,
  evidence: readonly UsedEvidence[],
): Promise<void> {
  const identities = evidence.map(identityOf);
  for (const identity of identities.toSorted()) {
    await lockName(client, `department evidence ${identity}`);
  }
  for (const one of evidence) await assertUnused(client, one);
  await client.query(
    `insert into department.evidence (document_no, place, kind, number, sha256, amount_fen,
       covers_fen)
     select $1, place, kind, number, sha256, amount_fen, covers_fen
       from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
            with ordinality as one (kind, number, sha256, amount_fen, covers_fen, place)`,
    [
      document_no,
      evidence.map(({ kind }) => kind),
      evidence.map(({ number }) => number),
      evidence.map(({ sha256 }) => sha256),
      evidence.map(({ amount_fen }) => amount_fen),
      evidence.map(({ covers_fen }) => covers_fen),
    ],
  );
}

async function assertUnused(client: pg.PoolClient, one: UsedEvidence): Promise<void> {
  const { rows } = await client.query<{ amount_fen: Fen; used_fen: Fen; used_by: number }>(
    `select amount_fen, sum(covers_fen)::bigint as used_fen, max(document_no) as used_by
       from department.evidence e
      where identity = $1
        and not exists (select from department.decision d
              where d.document_no = e.document_no and d.decision = 'refused')
        and not exists (select from department.correction c
              where c.voucher_no = e.document_no and c.kind = 'reversal')
      group by amount_fen order by amount_fen`,
    [identityOf(one)],
  );
  const kind = EVIDENCE_KINDS[one.kind];
  const { number } = one;
  for (const { amount_fen, used_fen, used_by } of rows) {
    if (amount_fen !== one.amount_fen) {
      const details = { kind, number, used_by, amount: yuanFromFen(one.amount_fen) };
      throw new YibaoError("DEPARTMENT-EVIDENCE-DIFFERS", {
        ...details,
        known: yuanFromFen(amount_fen),
      });
    }
    if (used_fen + one.covers_fen > amount_fen) {
      const left = yuanFromFen((amount_fen - used_fen) as Fen);
      const asked = yuanFromFen(one.covers_fen);
      throw new YibaoError("DEPARTMENT-EVIDENCE-USED", { kind, number, used_by, left, asked });
    }
  }
}

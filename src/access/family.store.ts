import type { Period } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/** A member of the family account of the person who asks. */
export interface FamilyMember {
  /** `pays-for-me`: the account of the other may pay what I bear. */
  readonly direction: "pays-for-me" | "paid-by-me";
  readonly masked_name: string;
  readonly period: Period;
}

const MEMBERS_MOST = 200;

/** Inside `readAs`: the members of the caller's own family account, those of today first. */
export async function readFamily(runner: Runner): Promise<readonly FamilyMember[]> {
  const { rows } = await runner.query<Omit<FamilyMember, "period"> & PeriodColumns>(
    `select direction, masked_name, valid_from, valid_to from access.family_member
      order by valid_to desc nulls first, direction desc, valid_from limit ${MEMBERS_MOST}`,
  );
  return rows.map(({ direction, masked_name, valid_from, valid_to }) => ({
    ...{ direction, masked_name, period: { from: valid_from, to: valid_to } },
  }));
}

interface PeriodColumns {
  readonly valid_from: Period["from"];
  readonly valid_to: Period["to"];
}

import { YibaoError } from "../kernel/index.ts";
import type { AccountState } from "./account.ts";
import type { Caller } from "./caller.ts";
import { RIGHTS, type Right } from "./right.ts";
import { type AccountKind, isRoleId, type RoleId, rightsOf } from "./role.ts";
import type { OpenedBy } from "./session.ts";

/** A session with its account; without one, of the person who showed a credential. */
export interface HolderRow {
  readonly session_no: number;
  readonly credential_person_no: string | null;
  readonly account_no: number | null;
  readonly account: string | null;
  readonly name: string | null;
  readonly kind: AccountKind | null;
  readonly state: AccountState | null;
  readonly regions: readonly string[] | null;
  readonly institution_code: string | null;
  readonly person_no: string | null;
  readonly demo: boolean | null;
  readonly roles: readonly string[];
  readonly has_second_factor: boolean;
  readonly must_change_password: boolean;
  readonly opened_by: OpenedBy;
}

/** A name of a person stands in another room; who needs it asks there. */
const INSURED_PERSON = "参保人";

export function callerOf(row: HolderRow): Caller {
  const isByCredential = row.account_no === null;
  const kind = row.kind ?? "insured";
  const demo = row.demo ?? false;
  const roles: RoleId[] = isByCredential ? ["insured-person"] : row.roles.filter(isRoleId);
  // What everybody knows cannot be protected by a second factor; the insured have their credential.
  const has_factor = row.has_second_factor || row.opened_by === "provider-with-factor";
  const must_enrol = !demo && kind !== "insured" && !has_factor;
  // A first password was not what this session was opened by, and perhaps nobody ever told it.
  const must_change_password = row.must_change_password && row.opened_by === "own";
  const isLimited = must_enrol || must_change_password;
  return {
    kind,
    account_no: row.account_no,
    account: row.account,
    name: row.name ?? INSURED_PERSON,
    roles,
    rights: isLimited ? new Set() : rightsOf(roles),
    regions: row.regions ?? [],
    institution_code: row.institution_code,
    person_no: row.credential_person_no ?? row.person_no,
    session_no: row.session_no,
    demo,
    must_enrol,
    must_change_password,
  };
}

/**
 * What a limited session has to do first.
 * @throws YibaoError ACCESS-CHANGE-PASSWORD-FIRST | ACCESS-ENROL-FIRST
 */
export function assertUnlimited(caller: Caller): void {
  if (caller.must_change_password) throw new YibaoError("ACCESS-CHANGE-PASSWORD-FIRST");
  if (caller.must_enrol) throw new YibaoError("ACCESS-ENROL-FIRST");
}

/** @throws YibaoError ACCESS-NO-RIGHT */
export function assertRight(caller: Caller, right: Right): void {
  if (!caller.rights.has(right)) {
    throw new YibaoError("ACCESS-NO-RIGHT", { title: RIGHTS[right].zh });
  }
}

/**
 * The number of the caller's account.
 * @throws YibaoError ACCESS-NO-ACCOUNT for the public, and for who came by a credential
 */
export function accountOf({ account_no }: Caller): number {
  if (account_no === null) throw new YibaoError("ACCESS-NO-ACCOUNT");
  return account_no;
}

import { YibaoError } from "../kernel/index.ts";
import { type AccountKind, isRoleId, ROLES, type RoleId } from "./role.ts";
import { assertTogether } from "./separation.ts";

export type AccountState = "active" | "disabled";

/** An account as administrators and security officers see it: nothing secret. */
export interface Account {
  readonly account_no: number;
  /** The name to sign in by. */
  readonly account: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly state: AccountState;
  readonly roles: readonly RoleId[];
  readonly regions: readonly string[];
  readonly institution_code: string | null;
  readonly person_no: string | null;
  readonly demo: boolean;
  readonly has_second_factor: boolean;
  readonly must_change_password: boolean;
  /** Refused until then, after too many failures; null when it is not. */
  readonly locked_until: Date | null;
  readonly last_signed_in_at: Date | null;
  readonly created_at: Date;
}

export interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** Staff only: at least one, six digits each. */
  readonly regions: readonly string[];
  readonly institution_code?: string | null;
  readonly person_no?: string | null;
  readonly roles: readonly RoleId[];
  readonly password: string;
}

const ACCOUNT_NAME = /^[a-z][a-z0-9._-]{2,39}$/;
const REGION = /^\d{6}$/;
const NAME_CHARACTERS = 60;
const REGIONS_MAX = 50;

/**
 * @throws YibaoError ACCESS-ACCOUNT-NAME | ACCESS-PERSON-NAME | ACCESS-REGIONS |
 *   ACCESS-ACCOUNT-BELONGS | those of assertRoles
 */
export function assertAccount(account: Omit<NewAccount, "password">): void {
  if (!ACCOUNT_NAME.test(account.account)) {
    throw new YibaoError("ACCESS-ACCOUNT-NAME", { value: account.account }, "account");
  }
  const name = [...account.name.trim()];
  if (name.length === 0 || name.length > NAME_CHARACTERS) {
    throw new YibaoError("ACCESS-PERSON-NAME", { most: NAME_CHARACTERS }, "name");
  }
  assertRegions(account.kind, account.regions);
  const has_institution = (account.institution_code ?? null) !== null;
  const has_person = (account.person_no ?? null) !== null;
  const { kind } = account;
  if (has_institution !== (kind === "institution") || has_person !== (kind === "insured")) {
    throw new YibaoError("ACCESS-ACCOUNT-BELONGS", { account: account.account }, "kind");
  }
  assertRoles(kind, account.roles);
}

/** @throws YibaoError ACCESS-REGIONS */
export function assertRegions(kind: AccountKind, regions: readonly string[]): void {
  const isFitting = kind === "staff" ? regions.length > 0 : regions.length === 0;
  if (isFitting && regions.length <= REGIONS_MAX && regions.every((one) => REGION.test(one)))
    return;
  throw new YibaoError("ACCESS-REGIONS", { value: regions.join("、") || "（空）" }, "regions");
}

/** @throws YibaoError ACCESS-ROLE-UNKNOWN | ACCESS-ROLE-OF-KIND | ACCESS-ROLES-TOGETHER */
export function assertRoles(kind: AccountKind, roles: readonly string[]): void {
  for (const role of roles) {
    if (!isRoleId(role)) throw new YibaoError("ACCESS-ROLE-UNKNOWN", { value: role }, "roles");
    if (ROLES[role].kind !== kind) {
      throw new YibaoError("ACCESS-ROLE-OF-KIND", { role: ROLES[role].title.zh }, "roles");
    }
  }
  assertTogether(roles as readonly RoleId[]);
}

import { YibaoError } from "../kernel/index.ts";
import type { Right } from "./right.ts";
import { ROLES, type RoleId, rightsOf } from "./role.ts";

/** Rights that nobody has both of: who makes a thing does not check it. */
export const MAKER_AND_CHECKER: readonly (readonly [Right, Right])[] = [
  ["claims.make", "claims.check"],
  ["clearing.make", "clearing.check"],
  ["policy.draft", "policy.check"],
  ["policy.draft", "policy.publish"],
  ["budget.make", "budget.check"],
];

/**
 * Whether one account may have all these roles. The three powers over the system are apart from
 * each other and from all business (三权分立), and so are making and checking. The database says
 * the same by constraints (account_role_one_power, account_role_maker_or_checker).
 * @throws YibaoError ACCESS-ROLES-TOGETHER
 */
export function assertTogether(roles: readonly RoleId[]): void {
  for (const [index, first] of roles.entries()) {
    for (const second of roles.slice(index + 1)) {
      if (!mayStandTogether(first, second)) {
        const titles = { first: ROLES[first].title.zh, second: ROLES[second].title.zh };
        throw new YibaoError("ACCESS-ROLES-TOGETHER", titles, "roles");
      }
    }
  }
}

function mayStandTogether(first: RoleId, second: RoleId): boolean {
  if (ROLES[first].power !== ROLES[second].power) return false;
  const rights = rightsOf([first, second]);
  return !MAKER_AND_CHECKER.some(([make, check]) => rights.has(make) && rights.has(check));
}

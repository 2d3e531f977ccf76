import type pg from "pg";
import type { Store } from "../store/index.ts";
import { insertAccount, writePassword, writeRoles } from "./account.store.ts";
import type { NewAccount } from "./account.ts";
import { forgetFailures, subjectOf } from "./lockout.store.ts";
import { hashPassword } from "./password-hash.ts";
import { ROLES, type RoleId } from "./role.ts";

/** Known to everybody, and good for demo accounts in demo mode only. */
export const DEMO_PASSWORD = "Yibao-Demo-430400";
/** A clerk who sees one district and no more. */
const DISTRICT_CLERK = "district-clerk";

const DEMO_REGION = "430400";
const DEMO_DISTRICT = "430405";

/** Where the demo accounts are at home; an account whose place is null is not made. */
export interface DemoPlaces {
  /** Of the bureau, six digits; that of the demo region when not given. */
  readonly region?: string;
  /** A district of it, for the clerk who sees no other; null: there is no such clerk. */
  readonly district?: string | null;
  readonly institution_code: string | null;
  readonly person_no: string | null;
}

/** As it is printed at the start and offered on the first page. */
export interface DemoAccount {
  readonly account: string;
  readonly name: string;
  readonly password: string;
  readonly role: RoleId;
  readonly title: { readonly zh: string; readonly en: string };
  readonly regions: readonly string[];
}

/**
 * One account for each role, and a clerk of one district; made where missing, and otherwise put
 * back into their first state. An account of such a name that is no demo account stays as it is.
 */
export async function ensureDemoAccounts(
  store: Store,
  now: Date,
  places: DemoPlaces,
): Promise<readonly DemoAccount[]> {
  const wanted = wantedAccounts(places);
  const hash = await hashPassword(DEMO_PASSWORD);
  return store.transaction(async (client) => {
    const made: DemoAccount[] = [];
    for (const one of wanted) {
      if (!(await ensured(client, one, hash, now))) continue;
      const [role] = one.roles as [RoleId];
      const { account, name, regions } = one;
      const { title } = ROLES[role];
      made.push({ account, name, password: DEMO_PASSWORD, role, title, regions });
    }
    return made;
  });
}

type Wanted = Omit<NewAccount, "password">;

function wantedAccounts({
  region = DEMO_REGION,
  district = DEMO_DISTRICT,
  ...own
}: DemoPlaces): readonly Wanted[] {
  const ofRoles = (Object.keys(ROLES) as RoleId[]).flatMap((role): readonly Wanted[] => {
    const { kind, title } = ROLES[role];
    const institution_code = kind === "institution" ? own.institution_code : null;
    const person_no = kind === "insured" ? own.person_no : null;
    if (kind !== "staff" && institution_code === null && person_no === null) return [];
    const regions = kind === "staff" ? [region] : [];
    const name = `演示·${title.zh}`;
    return [{ account: role, name, kind, regions, institution_code, person_no, roles: [role] }];
  });
  if (district === null) return ofRoles;
  const clerk: Wanted = {
    account: DISTRICT_CLERK,
    name: "演示·区县经办员",
    kind: "staff",
    regions: [district],
    roles: ["agency-clerk"],
  };
  return [...ofRoles, clerk];
}

/** False: the name is taken by an account that is not ours to change. */
async function ensured(
  client: pg.PoolClient,
  wanted: Wanted,
  hash: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await client.query<{ account_no: number; demo: boolean }>(
    "select account_no, demo from access.account where account = $1 for update",
    [wanted.account],
  );
  const known = rows[0];
  if (known !== undefined && !known.demo) return false;
  const account_no =
    known?.account_no ?? (await insertAccount(client, { ...wanted, demo: true }, now));
  if (known !== undefined) {
    await client.query(
      `update access.account
          set state = 'active', name = $2, regions = $3, institution_code = $4, person_no = $5
        where account_no = $1`,
      [
        account_no,
        wanted.name,
        wanted.regions,
        wanted.institution_code ?? null,
        wanted.person_no ?? null,
      ],
    );
    await client.query("delete from access.second_factor where account_no = $1", [account_no]);
  }
  await writePassword(client, account_no, { hash, must_change: false }, now);
  if (!(await holds(client, account_no, wanted.roles))) {
    await writeRoles(client, { account_no, granted_by: null, roles: wanted.roles }, now);
  }
  await forgetFailures(client, subjectOf(account_no, ""));
  return true;
}

async function holds(
  client: pg.PoolClient,
  account_no: number,
  roles: readonly RoleId[],
): Promise<boolean> {
  const { rows } = await client.query<{ role: string }>(
    "select role from access.account_role where account_no = $1 order by role",
    [account_no],
  );
  return rows.map(({ role }) => role).join() === [...roles].sort().join();
}

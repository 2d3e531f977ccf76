import { randomBytes } from "node:crypto";
import { createAccount, isRoleId, listAccounts, ROLES, type RoleId } from "../access/index.ts";
import { YibaoError } from "../kernel/index.ts";
import { migrate, openStore, type Store } from "../store/index.ts";
import { type Invocation, textFlag } from "./arguments.ts";
import { placeOf } from "./house.ts";
import { note } from "./progress.ts";
import { textTable } from "./text-table.ts";

/**
 * `yibao account`: the first accounts of a platform, made where its data lies. Who is there to sign
 * in makes all others in the browser.
 */
export async function accountCommand(invocation: Invocation): Promise<number> {
  const [word] = invocation.words;
  const action = word === "create" ? create : word === "list" ? list : null;
  if (action === null) {
    throw new YibaoError("COMMAND-MISSING", { command: "account", what: "create、list" });
  }
  const store = await openStore({ ...placeOf(invocation), join: true, existing: true, log: note });
  try {
    await migrate(store);
    return await action(invocation, store);
  } finally {
    await store.close();
  }
}

const PASSWORD_BYTES = 12;

/** The password is made here, shown once, and must be changed at the first sign-in. */
async function create(invocation: Invocation, store: Store): Promise<number> {
  const role = roleOf(needed(invocation, "role"));
  const { kind, title } = ROLES[role];
  const account = needed(invocation, "account");
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  const made = {
    ...{ account, kind, password },
    name: textFlag(invocation, "name") ?? title.zh,
    roles: [role],
    regions: (textFlag(invocation, "regions") ?? "").split(",").filter((one) => one !== ""),
    institution_code: textFlag(invocation, "institution") ?? null,
  };
  const account_no = await createAccount(store, made, null, new Date());
  if (invocation.json) return print({ account_no, account, role, password });
  process.stdout.write(`账号  ${account}\n口令  ${password}\n`);
  note("口令只显示这一次；首次登录须改口令并启用动态口令");
  return 0;
}

const LISTED_MOST = 1_000;

async function list(invocation: Invocation, store: Store): Promise<number> {
  const { rows } = await listAccounts(store, { limit: LISTED_MOST, offset: 0 }, new Date());
  const accounts = rows.map(({ account_no, account, name, state, roles, regions }) => {
    return { account_no, account, name, state, roles, regions };
  });
  if (invocation.json) return print({ accounts });
  const cells = accounts.map(({ account, name, state, roles, regions }) => [
    account,
    name,
    state === "active" ? "启用" : "停用",
    roles.map((role) => ROLES[role].title.zh).join("、"),
    regions.join("、"),
  ]);
  process.stdout.write(`${textTable(cells, ["left", "left", "left", "left", "left"])}\n`);
  return 0;
}

/** @throws YibaoError COMMAND-BAD-FLAG */
function roleOf(value: string): RoleId {
  if (isRoleId(value) && ROLES[value].kind !== "insured") return value;
  const allowed = Object.entries(ROLES)
    .filter(([, { kind }]) => kind !== "insured")
    .map(([id, { title }]) => `${id}（${title.zh}）`)
    .join("、");
  throw new YibaoError("COMMAND-BAD-FLAG", { flag: "--role", value, allowed });
}

function needed(invocation: Invocation, flag: string): string {
  const value = textFlag(invocation, flag);
  if (value !== undefined) return value;
  throw new YibaoError("COMMAND-MISSING", { command: "account", what: `--${flag}` });
}

function print(answer: unknown): number {
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return 0;
}

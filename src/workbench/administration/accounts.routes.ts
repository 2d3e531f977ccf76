import { type Static, Type } from "typebox";
import {
  type Account,
  assignRoles,
  createAccount,
  disableAccount,
  enableAccount,
  findAccount,
  findIdentity,
  isRoleId,
  linkIdentity,
  listAccounts,
  listLockouts,
  OFFICES,
  RIGHTS,
  type Right,
  ROLES,
  type RoleId,
  resetSecondFactor,
  setPassword,
  unlinkIdentity,
  unlockAccount,
} from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";

/**
 * Accounts. The administrator makes and disables them, the security officer says what they may do;
 * nobody does both (三权分立).
 */

const Nullable = (of: ReturnType<typeof Type.String>) => Type.Union([of, Type.Null()]);

const ACCOUNT = {
  account_no: Type.Integer(),
  account: Type.String(),
  name: Type.String(),
  kind: Type.Enum(["staff", "institution", "insured"]),
  state: Type.Enum(["active", "disabled"]),
  roles: Type.Array(Type.String()),
  role_titles: Type.String(),
  regions: Type.Array(Type.String()),
  institution_code: Nullable(Type.String()),
  person_no: Nullable(Type.String()),
  demo: Type.Boolean(),
  has_second_factor: Type.Boolean(),
  must_change_password: Type.Boolean(),
  locked_until: Nullable(Type.String()),
  last_signed_in_at: Nullable(Type.String()),
  created_at: Type.String(),
};
const AccountRow = Type.Object(ACCOUNT);
const AccountAnswer = Type.Object({
  ...ACCOUNT,
  identity: Type.Union([
    Type.Object({ issuer: Type.String(), subject: Type.String(), linked_at: Type.String() }),
    Type.Null(),
  ]),
  issuer: Type.Union([Type.String(), Type.Null()], {
    description: "可以关联的单位身份认证；没有开启单位账号登录时为 null",
  }),
});

function accountAnswer(one: Account): Static<typeof AccountRow> {
  return {
    ...one,
    roles: [...one.roles],
    regions: [...one.regions],
    role_titles: one.roles.map((role) => ROLES[role].title.zh).join("、"),
    locked_until: one.locked_until?.toISOString() ?? null,
    last_signed_in_at: one.last_signed_in_at?.toISOString() ?? null,
    created_at: one.created_at.toISOString(),
  };
}

const BOTH_POWERS: readonly Right[] = ["accounts.manage", "access.review"];
const Nothing = Type.Object({});
const Params = Type.Object({ account_no: Type.Integer({ minimum: 1 }) });
const Roles = Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 });
const Regions = Type.Array(Type.String({ maxLength: 6 }), { maxItems: 50 });

const accounts = listRoute({
  path: "/api/v1/accounts",
  title: "用户账号",
  right: BOTH_POWERS,
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60 })),
    role: Type.Optional(Type.String({ maxLength: 40 })),
  },
  row: ACCOUNT,
  columns: [
    { key: "account", title: "账号", kind: "text" },
    { key: "name", title: "姓名", kind: "text" },
    { key: "role_titles", title: "角色", kind: "text" },
    { key: "state", title: "状态", kind: "text" },
    { key: "last_signed_in_at", title: "上次登录", kind: "time" },
    { key: "created_at", title: "建立", kind: "time" },
  ],
  rows: async ({ house, now }, { text, role }, { offset, limit }) => {
    const chosen = role === undefined ? null : roleOf(role);
    const asked = { text: text ?? null, role: chosen, offset, limit };
    const { rows, total } = await listAccounts(house.store, asked, now);
    return { rows: rows.map(accountAnswer), total };
  },
});

/** @throws YibaoError ACCESS-ROLE-UNKNOWN */
function roleOf(text: string): RoleId {
  if (isRoleId(text)) return text;
  throw new YibaoError("ACCESS-ROLE-UNKNOWN", { value: text }, "role");
}

const account = route({
  method: "GET",
  path: "/api/v1/accounts/:account_no",
  title: "用户账号详情",
  right: BOTH_POWERS,
  params: Params,
  answer: AccountAnswer,
  handle: async ({ house, now }, { params: { account_no } }) => {
    const found = accountAnswer(await findAccount(house.store, account_no, now));
    const identity = await findIdentity(house.store, account_no);
    const linked_at = identity?.linked_at.toISOString() ?? "";
    return {
      ...found,
      identity: identity === null ? null : { ...identity, linked_at },
      issuer: house.openid?.issuer ?? null,
    };
  },
});

const accountMade = route({
  method: "POST",
  path: "/api/v1/accounts",
  title: "建立用户账号",
  right: "accounts.manage",
  body: Type.Object({
    account: Type.String({ maxLength: 64 }),
    name: Type.String({ maxLength: 100 }),
    kind: Type.Enum(["staff", "institution", "insured"]),
    regions: Regions,
    institution_code: Type.Optional(Type.String({ maxLength: 30 })),
    password: Type.String({ maxLength: 200 }),
  }),
  secrets: ["password"],
  answer: Type.Object({ account_no: Type.Integer() }),
  handle: async ({ house, caller, now }, { body }) => {
    // Without a role it may do nothing: roles are the security officer's to give.
    const made = { ...body, roles: [] };
    return { account_no: await createAccount(house.store, made, caller, now) };
  },
});

const passwordSet = route({
  method: "PUT",
  path: "/api/v1/accounts/:account_no/password",
  title: "重设用户口令",
  right: "accounts.manage",
  params: Params,
  body: Type.Object({ password: Type.String({ maxLength: 200 }) }),
  secrets: ["password"],
  answer: Nothing,
  handle: async ({ house, caller, now }, { params, body }) => {
    await setPassword(house.store, params.account_no, body.password, caller, now);
    return {};
  },
});

const stateSet = route({
  method: "PUT",
  path: "/api/v1/accounts/:account_no/state",
  title: "启用或停用账号",
  right: "accounts.manage",
  params: Params,
  body: Type.Object({ state: Type.Enum(["active", "disabled"]) }),
  answer: Nothing,
  handle: async ({ house, caller, now }, { params, body }) => {
    const change = body.state === "active" ? enableAccount : disableAccount;
    await change(house.store, params.account_no, caller, now);
    return {};
  },
});

const secondFactorReset = route({
  method: "DELETE",
  path: "/api/v1/accounts/:account_no/second-factor",
  title: "重置用户的动态口令",
  right: "accounts.manage",
  params: Params,
  answer: Nothing,
  handle: async ({ house, caller, now }, { params }) => {
    await resetSecondFactor(house.store, params.account_no, caller, now);
    return {};
  },
});

const rolesSet = route({
  method: "PUT",
  path: "/api/v1/accounts/:account_no/roles",
  title: "授予角色与地区",
  right: "access.review",
  params: Params,
  body: Type.Object({ roles: Roles, regions: Regions }),
  answer: Nothing,
  handle: async ({ house, caller, now }, { params, body }) => {
    const granted = { roles: body.roles.map(roleOf), regions: body.regions };
    await assignRoles(house.store, params.account_no, granted, caller, now);
    return {};
  },
});

const identityLinked = route({
  method: "PUT",
  path: "/api/v1/accounts/:account_no/identity",
  title: "关联单位账号",
  right: "access.review",
  params: Params,
  body: Type.Object({ subject: Type.String({ maxLength: 300 }) }),
  answer: Nothing,
  handle: async ({ house, caller, now }, { params, body }) => {
    if (house.openid === null) throw new YibaoError("ACCESS-OIDC-OFF");
    const identity = { issuer: house.openid.issuer, subject: body.subject };
    await linkIdentity(house.store, params.account_no, identity, caller, now);
    return {};
  },
});

const identityUnlinked = route({
  method: "DELETE",
  path: "/api/v1/accounts/:account_no/identity",
  title: "解除单位账号的关联",
  right: "access.review",
  params: Params,
  answer: Nothing,
  handle: async ({ house, caller, now }, { params }) => {
    await unlinkIdentity(house.store, params.account_no, caller, now);
    return {};
  },
});

const roles = route({
  method: "GET",
  path: "/api/v1/roles",
  title: "角色与权限",
  right: BOTH_POWERS,
  answer: Type.Object({
    roles: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.Object({ zh: Type.String(), en: Type.String() }),
        office: Nullable(Type.String()),
        kind: Type.String(),
        power: Type.String(),
        rights: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
      }),
    ),
  }),
  handle: async () => ({
    roles: Object.entries(ROLES).map(([id, { title, office, kind, power, rights }]) => ({
      ...{ id, title, kind, power },
      office: office === null ? null : OFFICES[office].zh,
      rights: rights.map((right) => ({ id: right, title: RIGHTS[right].zh })),
    })),
  }),
});

const lockouts = route({
  method: "GET",
  path: "/api/v1/lockouts",
  title: "因多次输错而锁定的账号",
  right: "access.review",
  answer: Type.Object({
    lockouts: Type.Array(
      Type.Object({
        account_no: Type.Integer(),
        account: Type.String(),
        name: Type.String(),
        failures: Type.Integer(),
        locked_until: Type.String(),
      }),
    ),
  }),
  handle: async ({ house, now }) => ({
    lockouts: (await listLockouts(house.store, now)).map((one) => ({
      ...one,
      locked_until: one.locked_until.toISOString(),
    })),
  }),
});

const unlocked = route({
  method: "DELETE",
  path: "/api/v1/lockouts/:account_no",
  title: "解除账号锁定",
  right: "access.review",
  params: Params,
  answer: Nothing,
  handle: async ({ house, caller }, { params }) => {
    await unlockAccount(house.store, params.account_no, caller);
    return {};
  },
});

export const ACCOUNT_ROUTES = [
  accounts,
  account,
  accountMade,
  passwordSet,
  stateSet,
  secondFactorReset,
  rolesSet,
  identityLinked,
  identityUnlinked,
  roles,
  lockouts,
  unlocked,
];

import type { OfficeId } from "./office.ts";
import type { Right, RightWords } from "./right.ts";

/** Kinds of account: who works here, who treats, who is insured. */
export type AccountKind = "staff" | "institution" | "insured";

/**
 * The three powers over the system itself, kept apart (三权分立), and everything else: an account
 * has roles of one power only.
 */
export type Power = "business" | "administrator" | "security" | "audit";

export interface Role {
  readonly title: RightWords;
  /** Null where the role belongs to no office. */
  readonly office: OfficeId | null;
  readonly kind: AccountKind;
  readonly power: Power;
  readonly rights: readonly Right[];
}

const EVERY_STAFF: readonly Right[] = ["search", "policy.read", "catalogue.read"];

/** Roles by id. Who checks a thing never has the right to make it. */
export const ROLES = {
  "agency-clerk": business("agency", "经办员", "Agency clerk", [
    ...["people.read", "people.unmask", "people.credential", "settlement.read"],
    ...["claims.make", "clearing.make", "filings.write"],
    ...["reconciliation.read", "conformance.read"],
  ] as Right[]),
  "agency-reviewer": business("agency", "经办复核员", "Agency reviewer", [
    ...["people.read", "people.unmask", "settlement.read", "claims.check", "clearing.check"],
    ...["reconciliation.read", "conformance.read"],
  ] as Right[]),
  "benefits-officer": business("benefits", "待遇保障经办", "Benefits officer", [
    ...["settlement.read", "policy.draft", "simulation.run"],
  ] as Right[]),
  "benefits-reviewer": business("benefits", "待遇保障复核", "Benefits reviewer", [
    ...["settlement.read", "policy.check", "policy.publish", "simulation.run"],
  ] as Right[]),
  "finance-officer": business("planning-finance", "财务经办", "Finance officer", [
    ...["ledger.read", "settlement.read", "reconciliation.read"],
    ...["payments.make", "budget.read", "budget.make", "disclosure.use", "disclosure.propose"],
  ] as Right[]),
  "finance-reviewer": business("planning-finance", "财务复核", "Finance reviewer", [
    ...["ledger.read", "settlement.read", "reconciliation.read"],
    ...["payments.check", "budget.read", "budget.check", "disclosure.use"],
  ] as Right[]),
  "medical-services-officer": business(
    "medical-services",
    "医药服务管理经办",
    "Medical services officer",
    ["mapping.review", "settlement.read", "conformance.read"],
  ),
  "procurement-officer": business("procurement", "价格招采经办", "Procurement officer", [
    "settlement.read",
  ]),
  "supervision-officer": business("supervision", "基金监管经办", "Supervision officer", [
    ...["people.read", "people.unmask", "settlement.read"],
    ...["supervision.read", "supervision.judge"],
  ] as Right[]),
  "general-office": business("general", "办公室综合", "General office", [
    ...["budget.read", "disclosure.use", "disclosure.approve"],
  ] as Right[]),
  "personnel-officer": business("personnel", "人事经办", "Personnel officer", ["budget.read"]),
  administrator: {
    title: { zh: "系统管理员", en: "Administrator" },
    ...{ office: null, kind: "staff", power: "administrator", rights: ["accounts.manage"] },
  },
  "security-officer": {
    title: { zh: "安全管理员", en: "Security officer" },
    ...{ office: null, kind: "staff", power: "security", rights: ["access.review"] },
  },
  auditor: {
    title: { zh: "审计员", en: "Auditor" },
    ...{ office: null, kind: "staff", power: "audit", rights: ["audit.read"] },
  },
  "institution-user": {
    title: { zh: "定点机构用户", en: "Institution's user" },
    ...{ office: null, kind: "institution", power: "business" },
    rights: ["conformance.read", "statements.own", "appeals.own", "catalogue.read"],
  },
  "insured-person": {
    title: { zh: "参保人", en: "Insured person" },
    ...{ office: null, kind: "insured", power: "business", rights: ["me.read"] },
  },
} as const satisfies Readonly<Record<string, Role>>;

export type RoleId = keyof typeof ROLES;

/** A role of an office; every one of them may search and read what is in force. */
function business(office: OfficeId, zh: string, en: string, rights: readonly Right[]): Role {
  return {
    title: { zh, en },
    office,
    kind: "staff",
    power: "business",
    rights: [...EVERY_STAFF, ...rights],
  };
}

export function isRoleId(text: string): text is RoleId {
  return Object.hasOwn(ROLES, text);
}

/** What roles allow together. */
export function rightsOf(roles: readonly RoleId[]): ReadonlySet<Right> {
  return new Set(roles.flatMap((role): readonly Right[] => ROLES[role].rights));
}

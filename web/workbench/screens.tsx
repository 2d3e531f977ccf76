import {
  AuditOutlined,
  HomeOutlined,
  LockOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ScreenEntry } from "../shared/screen.tsx";
import { AGENCY_SCREENS } from "./agency/screens.tsx";
import { BENEFITS_SCREENS } from "./benefits/screens.tsx";
import { DISCLOSURE_SCREENS } from "./disclosure/screens.tsx";
import { FINANCE_SCREENS } from "./finance/screens.tsx";
import { INSTITUTION_SCREENS } from "./institution/screens.tsx";
import { MEDICAL_SERVICES_SCREENS } from "./medical-services/screens.tsx";
import type { Office } from "./offices.ts";
import { SUPERVISION_SCREENS } from "./supervision/screens.tsx";

/**
 * Every screen of the workbench, in the order of the menu: the only list there is. How one is
 * added stands in web/README.md.
 */
export interface WorkbenchScreen extends ScreenEntry {
  readonly office: Office;
  /** Who sees it: holders of the right, or of one of several; or whoever is signed in. */
  readonly right: string | readonly string[];
  readonly icon?: ReactNode;
  /** In no menu though its address is whole. */
  readonly hidden?: true;
}

export const SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/",
    title: { zh: "我的待办", en: "What waits for me" },
    office: "front",
    right: "signed-in",
    icon: <HomeOutlined />,
    load: () => import("./front/home.tsx"),
  },
  {
    path: "/my-account",
    title: { zh: "我的账号", en: "My account" },
    office: "front",
    right: "signed-in",
    hidden: true,
    load: () => import("./front/my-account.tsx"),
  },
  ...AGENCY_SCREENS,
  ...BENEFITS_SCREENS,
  ...FINANCE_SCREENS,
  ...DISCLOSURE_SCREENS,
  ...MEDICAL_SERVICES_SCREENS,
  ...SUPERVISION_SCREENS,
  ...INSTITUTION_SCREENS,
  {
    path: "/accounts",
    title: { zh: "用户账号", en: "Accounts" },
    office: "administration",
    right: ["accounts.manage", "access.review"],
    icon: <TeamOutlined />,
    load: () => import("./administration/accounts.tsx"),
  },
  {
    path: "/accounts/:account_no",
    title: { zh: "账号详情", en: "Account" },
    office: "administration",
    right: ["accounts.manage", "access.review"],
    load: () => import("./administration/account.tsx"),
  },
  {
    path: "/roles",
    title: { zh: "角色与权限", en: "Roles and rights" },
    office: "administration",
    right: ["accounts.manage", "access.review"],
    icon: <SafetyCertificateOutlined />,
    load: () => import("./administration/roles.tsx"),
  },
  {
    path: "/lockouts",
    title: { zh: "锁定的账号", en: "Locked accounts" },
    office: "administration",
    right: "access.review",
    icon: <LockOutlined />,
    load: () => import("./administration/lockouts.tsx"),
  },
  {
    path: "/audit",
    title: { zh: "审计记录", en: "Audit log" },
    office: "administration",
    right: "audit.read",
    icon: <AuditOutlined />,
    load: () => import("./administration/audit.tsx"),
  },
];

/** Whether somebody with these rights sees a screen. */
export function isAllowed(
  { right }: Pick<WorkbenchScreen, "right">,
  rights: ReadonlySet<string>,
): boolean {
  if (right === "signed-in") return true;
  return typeof right === "string" ? rights.has(right) : right.some((one) => rights.has(one));
}

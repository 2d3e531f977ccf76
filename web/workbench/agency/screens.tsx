import {
  AuditOutlined,
  BankOutlined,
  CheckSquareOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  PieChartOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";
import { askSettlement } from "./settlement-asked.ts";

/** The screens of the agency centre. */
const PUT_UP = [
  ...["claims.make", "claims.check", "clearing.make", "clearing.check"],
  ...["payments.make", "payments.check"],
];

export const AGENCY_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/people",
    title: { zh: "参保人", en: "Insured people" },
    office: "agency",
    right: "people.read",
    icon: <UserOutlined />,
    load: () => import("./people.tsx"),
  },
  {
    path: "/people/:person_no",
    title: { zh: "参保人档案", en: "A person's file" },
    office: "agency",
    right: "people.read",
    load: () => import("./person.tsx"),
  },
  {
    path: "/people/:person_no/visits",
    title: { zh: "就诊与结算", en: "Visits and settlements" },
    office: "agency",
    right: "settlement.read",
    load: () => import("./person-visits.tsx"),
  },
  {
    path: "/people/:person_no/account",
    title: { zh: "个人账户", en: "Personal account" },
    office: "agency",
    right: "people.read",
    load: () => import("./person-account.tsx"),
  },
  {
    path: "/people/:person_no/filings",
    title: { zh: "备案", en: "Filings" },
    office: "agency",
    right: "people.read",
    load: () => import("./person-filings.tsx"),
  },
  {
    path: "/people/:person_no/settlements/:settlement_id",
    title: { zh: "结算说明", en: "A settlement explained" },
    office: "agency",
    right: "settlement.read",
    load: () => import("./settlement.tsx"),
    ahead: askSettlement,
  },
  {
    path: "/claims/new",
    title: { zh: "零星报销", en: "Manual claims" },
    office: "agency",
    right: "claims.make",
    icon: <FileTextOutlined />,
    load: () => import("./claim.tsx"),
  },
  {
    path: "/institutions",
    title: { zh: "定点机构", en: "Institutions" },
    office: "agency",
    right: ["settlement.read", "reconciliation.read"],
    icon: <BankOutlined />,
    load: () => import("./institutions.tsx"),
  },
  {
    path: "/institutions/:institution_code",
    title: { zh: "定点机构详情", en: "An institution" },
    office: "agency",
    right: ["settlement.read", "reconciliation.read"],
    load: () => import("./institution.tsx"),
  },
  {
    path: "/clearing",
    title: { zh: "月结算汇总", en: "Months by institution" },
    office: "agency",
    right: "reconciliation.read",
    icon: <PieChartOutlined />,
    load: () => import("./clearing-months.tsx"),
  },
  {
    path: "/clearing/applications",
    title: { zh: "清算申请", en: "Clearing applications" },
    office: "agency",
    right: "reconciliation.read",
    icon: <FileDoneOutlined />,
    load: () => import("./clearing-applications.tsx"),
  },
  {
    path: "/reconciliation",
    title: { zh: "机构对账", en: "Reconciliation" },
    office: "agency",
    right: "reconciliation.read",
    icon: <AuditOutlined />,
    load: () => import("./reconciliation.tsx"),
  },
  {
    path: "/agency/proposals",
    title: { zh: "复核事项", en: "To be checked" },
    office: "agency",
    right: PUT_UP,
    icon: <CheckSquareOutlined />,
    load: () => import("./proposals.tsx"),
  },
  {
    path: "/agency/proposals/:proposal_no",
    title: { zh: "复核事项详情", en: "A proposal" },
    office: "agency",
    right: PUT_UP,
    load: () => import("./proposal.tsx"),
  },
];

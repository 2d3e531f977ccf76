import {
  ApiOutlined,
  BarsOutlined,
  FileSearchOutlined,
  MessageOutlined,
  PieChartOutlined,
  SwapOutlined,
} from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";

/** The screens of institutions, and of who answers their appeals. */
const DECIDERS = ["supervision.judge", "clearing.check"];

export const INSTITUTION_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/own/statements",
    title: { zh: "结算与基金支付", en: "Settlements and payments" },
    office: "institution",
    right: "statements.own",
    icon: <PieChartOutlined />,
    load: () => import("./statements.tsx"),
  },
  {
    path: "/own/months/:month",
    title: { zh: "一个月的结算", en: "A month" },
    office: "institution",
    right: "statements.own",
    load: () => import("./month.tsx"),
  },
  {
    path: "/own/settlements",
    title: { zh: "结算明细", en: "Entries" },
    office: "institution",
    right: "statements.own",
    icon: <BarsOutlined />,
    load: () => import("./settlements.tsx"),
  },
  {
    path: "/own/reconciliation",
    title: { zh: "对账", en: "Reconciliation" },
    office: "institution",
    right: "statements.own",
    icon: <SwapOutlined />,
    load: () => import("./own-reconciliation.tsx"),
  },
  {
    path: "/own/findings",
    title: { zh: "审核结果", en: "Audit findings" },
    office: "institution",
    right: "appeals.own",
    icon: <FileSearchOutlined />,
    load: () => import("./own-findings.tsx"),
  },
  {
    path: "/appeals",
    title: { zh: "申诉", en: "Appeals" },
    office: "institution",
    right: "appeals.own",
    icon: <MessageOutlined />,
    load: () => import("./appeals.tsx"),
  },
  {
    path: "/appeals/inbox",
    title: { zh: "机构申诉", en: "Appeals of institutions" },
    office: "supervision",
    right: DECIDERS,
    icon: <MessageOutlined />,
    load: () => import("./appeals-inbox.tsx"),
  },
  {
    path: "/appeals/:proposal_no",
    title: { zh: "申诉详情", en: "An appeal" },
    office: "institution",
    right: ["appeals.own", ...DECIDERS],
    load: () => import("./appeal.tsx"),
  },
  {
    path: "/conformance",
    title: { zh: "接口联调", en: "Interface conformance" },
    office: "institution",
    right: "conformance.read",
    icon: <ApiOutlined />,
    load: () => import("./conformance.tsx"),
  },
];

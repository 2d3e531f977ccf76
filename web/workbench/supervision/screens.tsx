import { AlertOutlined, BarChartOutlined } from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";

/** The screens of fund supervision. */
export const SUPERVISION_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/supervision/findings",
    title: { zh: "事前事中审核结果", en: "Findings of audits" },
    office: "supervision",
    right: "supervision.read",
    icon: <AlertOutlined />,
    load: () => import("./findings.tsx"),
  },
  {
    path: "/supervision/findings/:finding_id",
    title: { zh: "审核结果", en: "A finding" },
    office: "supervision",
    right: "supervision.read",
    load: () => import("./finding.tsx"),
  },
  {
    path: "/supervision/picture",
    title: { zh: "审核结果分布", en: "Findings as a picture" },
    office: "supervision",
    right: "supervision.read",
    icon: <BarChartOutlined />,
    load: () => import("./picture.tsx"),
  },
];

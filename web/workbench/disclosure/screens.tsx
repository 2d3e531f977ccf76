import {
  AuditOutlined,
  FileAddOutlined,
  FileSearchOutlined,
  GlobalOutlined,
} from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";

/** The screens on disclosures of budgets and final accounts. */
export const DISCLOSURE_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/disclosures/checks",
    title: { zh: "公开文本核对", en: "Check disclosures" },
    office: "planning-finance",
    right: "disclosure.use",
    icon: <FileSearchOutlined />,
    load: () => import("./checks.tsx"),
  },
  {
    path: "/disclosures/checks/:check_no",
    title: { zh: "核对结果", en: "What a check found" },
    office: "planning-finance",
    right: "disclosure.use",
    load: () => import("./check.tsx"),
  },
  {
    path: "/disclosures/publications",
    title: { zh: "公开文本编制", en: "Make disclosures" },
    office: "planning-finance",
    right: "disclosure.use",
    icon: <FileAddOutlined />,
    load: () => import("./publications.tsx"),
  },
  {
    path: "/disclosures/publications/:publication_no",
    title: { zh: "编制的公开文本", en: "A disclosure that was made" },
    office: "planning-finance",
    right: "disclosure.use",
    load: () => import("./publication.tsx"),
  },
  {
    path: "/disclosures/public",
    title: { zh: "已公开文本", en: "What is public" },
    office: "planning-finance",
    right: "disclosure.use",
    icon: <GlobalOutlined />,
    load: () => import("./public-list.tsx"),
  },
  {
    path: "/disclosures/public/:public_no",
    title: { zh: "公开的文本", en: "A public disclosure" },
    office: "planning-finance",
    right: "disclosure.use",
    load: () => import("./public-one.tsx"),
  },
  {
    path: "/disclosures/proposals",
    title: { zh: "公开审批", en: "Approve publication" },
    office: "planning-finance",
    right: ["disclosure.propose", "disclosure.approve"],
    icon: <AuditOutlined />,
    load: () => import("./proposals.tsx"),
  },
  {
    path: "/disclosures/proposals/:proposal_no",
    title: { zh: "公开审批事项", en: "A publication to approve" },
    office: "planning-finance",
    right: ["disclosure.propose", "disclosure.approve"],
    load: () => import("./proposal.tsx"),
  },
];

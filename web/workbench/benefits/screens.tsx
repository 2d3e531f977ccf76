import {
  BookOutlined,
  CalendarOutlined,
  DiffOutlined,
  ExperimentOutlined,
} from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";

/** The screens of the benefits office; what is in force may be read by every office. */
export const BENEFITS_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/policy-library",
    title: { zh: "政策库", en: "Policy library" },
    office: "benefits",
    right: "policy.read",
    icon: <BookOutlined />,
    load: () => import("./library.tsx"),
  },
  {
    path: "/policy-of-day",
    title: { zh: "某一天的政策", en: "Policy of a day" },
    office: "benefits",
    right: "policy.read",
    icon: <CalendarOutlined />,
    load: () => import("./policy-of-day.tsx"),
  },
  {
    path: "/policy-compare",
    title: { zh: "政策比较", en: "Compare policy" },
    office: "benefits",
    right: "policy.read",
    icon: <DiffOutlined />,
    load: () => import("./compare.tsx"),
  },
  {
    path: "/simulations",
    title: { zh: "政策测算", en: "Simulation" },
    office: "benefits",
    right: "simulation.run",
    icon: <ExperimentOutlined />,
    load: () => import("./simulations.tsx"),
  },
  {
    path: "/simulation-compare",
    title: { zh: "比较两次测算", en: "Compare simulations" },
    office: "benefits",
    right: "simulation.run",
    icon: <DiffOutlined />,
    load: () => import("./simulation-compare.tsx"),
  },
  {
    path: "/simulations/:run_no",
    title: { zh: "政策测算的结果", en: "A simulation" },
    office: "benefits",
    right: "simulation.run",
    load: () => import("./simulation.tsx"),
  },
  {
    path: "/policy-library/:content_hash",
    title: { zh: "政策的一版", en: "A version of policy" },
    office: "benefits",
    right: "policy.read",
    load: () => import("./version.tsx"),
  },
  {
    path: "/policy-library/:content_hash/parameters/:name",
    title: { zh: "政策数值的沿革", en: "A value over time" },
    office: "benefits",
    right: "policy.read",
    load: () => import("./parameter.tsx"),
  },
  {
    path: "/policy-library/:content_hash/draft",
    title: { zh: "起草政策", en: "Draft policy" },
    office: "benefits",
    right: "policy.draft",
    load: () => import("./draft.tsx"),
  },
];

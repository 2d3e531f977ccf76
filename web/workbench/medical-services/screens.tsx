import {
  CloudDownloadOutlined,
  DollarOutlined,
  MedicineBoxOutlined,
  SwapOutlined,
} from "@ant-design/icons";
import type { WorkbenchScreen } from "../screens.tsx";

/** The screens of medical services: catalogue, ceilings, mappings. */
export const MEDICAL_SERVICES_SCREENS: readonly WorkbenchScreen[] = [
  {
    path: "/catalogue/mappings",
    title: { zh: "目录对照审核", en: "Review of mappings" },
    office: "medical-services",
    right: "mapping.review",
    icon: <SwapOutlined />,
    load: () => import("./mappings.tsx"),
  },
  {
    path: "/catalogue/mappings/:institution_code/:own_code/:valid_from",
    title: { zh: "目录对照", en: "A mapping" },
    office: "medical-services",
    right: "mapping.review",
    load: () => import("./mapping.tsx"),
  },
  {
    path: "/catalogue/items",
    title: { zh: "医保目录", en: "Catalogue" },
    office: "medical-services",
    right: "catalogue.read",
    icon: <MedicineBoxOutlined />,
    load: () => import("./items.tsx"),
  },
  {
    path: "/catalogue/items/:item_code",
    title: { zh: "医保目录项目", en: "An item of the catalogue" },
    office: "medical-services",
    right: "catalogue.read",
    load: () => import("./item.tsx"),
  },
  {
    path: "/catalogue/ceilings",
    title: { zh: "限价", en: "Price ceilings" },
    office: "medical-services",
    right: "catalogue.read",
    icon: <DollarOutlined />,
    load: () => import("./ceilings.tsx"),
  },
  {
    path: "/catalogue/lists",
    title: { zh: "目录版本", en: "Versions of lists" },
    office: "medical-services",
    right: "catalogue.read",
    icon: <CloudDownloadOutlined />,
    load: () => import("./lists.tsx"),
  },
];

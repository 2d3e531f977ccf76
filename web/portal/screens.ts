import type { ScreenEntry } from "../shared/screen.tsx";

/**
 * Every screen of the service hall, in the order of its menu: the only list there is. How one is
 * added stands in web/README.md.
 */
export interface PortalScreen extends ScreenEntry {
  /** Everybody, or insured people who have shown their credential. */
  readonly audience: "public" | "insured";
  /** In no menu though its address is whole. */
  readonly hidden?: true;
}

export const SCREENS: readonly PortalScreen[] = [
  {
    path: "/",
    title: { zh: "首页", en: "Home" },
    audience: "public",
    load: () => import("./front/home.tsx"),
  },
  {
    path: "/walk",
    title: { zh: "一张账单怎么结算", en: "How a bill is settled" },
    audience: "public",
    // The first page leads to it.
    hidden: true,
    load: () => import("./walk/walk.tsx"),
  },
  {
    path: "/calculator",
    title: { zh: "我能报多少", en: "What would be paid" },
    audience: "public",
    load: () => import("./calculator/calculator.tsx"),
  },
  {
    path: "/prices",
    title: { zh: "价格查询", en: "Prices" },
    audience: "public",
    load: () => import("./prices/prices.tsx"),
  },
  {
    path: "/prices/:item_code",
    title: { zh: "目录项目", en: "Item" },
    audience: "public",
    load: () => import("./prices/item.tsx"),
  },
  {
    path: "/institutions",
    title: { zh: "定点机构", en: "Institutions" },
    audience: "public",
    load: () => import("./institutions/institutions.tsx"),
  },
  {
    path: "/institutions/:institution_code",
    title: { zh: "定点机构", en: "Institution" },
    audience: "public",
    load: () => import("./institutions/institution.tsx"),
  },
  {
    path: "/policy",
    title: { zh: "现行政策", en: "Policies" },
    audience: "public",
    load: () => import("./policy/policy.tsx"),
  },
  {
    path: "/policy/:benefit",
    title: { zh: "一项待遇", en: "Benefit" },
    audience: "public",
    load: () => import("./policy/benefit.tsx"),
  },
  {
    path: "/published",
    title: { zh: "预决算公开", en: "Accounts" },
    audience: "public",
    load: () => import("./published/published.tsx"),
  },
  {
    path: "/published/:public_no",
    title: { zh: "公开的预决算文本", en: "Published account" },
    audience: "public",
    load: () => import("./published/publication.tsx"),
  },
  {
    path: "/open-data",
    title: { zh: "开放数据", en: "Open data" },
    audience: "public",
    load: () => import("./open-data/open-data.tsx"),
  },
  {
    path: "/me/visits",
    title: { zh: "我的就医", en: "My visits" },
    audience: "insured",
    load: () => import("./me/visits.tsx"),
  },
  {
    path: "/me/settlements/:settlement_id",
    title: { zh: "结算说明", en: "Settlement" },
    audience: "insured",
    load: () => import("./me/settlement.tsx"),
  },
  {
    path: "/me/account",
    title: { zh: "我的账户", en: "My account" },
    audience: "insured",
    load: () => import("./me/account.tsx"),
  },
];

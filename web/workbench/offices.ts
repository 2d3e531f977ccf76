import type { Phrase } from "../shared/words.ts";

/** The offices as the menu shows them, in its order. */
export const OFFICES = {
  front: { zh: "首页", en: "Home" },
  agency: { zh: "经办中心", en: "Agency centre" },
  benefits: { zh: "待遇保障", en: "Benefits" },
  "planning-finance": { zh: "规划财务和法规", en: "Planning, finance and law" },
  "medical-services": { zh: "医药服务管理", en: "Medical services" },
  procurement: { zh: "价格和招标采购", en: "Prices and procurement" },
  supervision: { zh: "基金监管", en: "Fund supervision" },
  general: { zh: "办公室", en: "General office" },
  personnel: { zh: "人事", en: "Personnel" },
  institution: { zh: "定点机构", en: "Institution" },
  administration: { zh: "系统管理", en: "Administration" },
} as const satisfies Readonly<Record<string, Phrase>>;

export type Office = keyof typeof OFFICES;

/** Offices of the bureau, as the founding documents name them, and the agency centre. */
export const OFFICES = {
  general: { zh: "办公室", en: "General office" },
  "planning-finance": { zh: "规划财务和法规", en: "Planning, finance and law" },
  benefits: { zh: "待遇保障", en: "Benefits" },
  "medical-services": { zh: "医药服务管理（价格）", en: "Medical services and prices" },
  procurement: { zh: "医药价格和招标采购", en: "Prices and procurement" },
  supervision: { zh: "基金监管", en: "Fund supervision" },
  personnel: { zh: "人事", en: "Personnel" },
  agency: { zh: "经办中心", en: "Agency centre" },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

export type OfficeId = keyof typeof OFFICES;

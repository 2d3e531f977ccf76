import { isInstitutionCode, isRegionCode } from "../kernel/index.ts";
import type { HospitalLevel } from "../policy/index.ts";
import {
  type CsvCells,
  type CsvColumn,
  type CsvKind,
  choicesOf,
  PERIOD_COLUMNS,
} from "../store/index.ts";
import type { AgreementState, InstitutionType } from "./institution.ts";
import { INSTITUTION_CHANNEL, MAPPING_CHANNEL } from "./providers.store.ts";

export const INSTITUTION_COLUMN: CsvColumn = {
  name: "institution_code",
  chinese: "定点机构编码",
  required: true,
  note: "H（医院）或 P（药店）加六位区划和五位顺序号",
};

const LEVEL_NOTE = "primary 基层，level1、level2、level3，level3-provincial 省部级，pharmacy 药店";

const TYPES: Readonly<Record<string, InstitutionType>> = {
  "1": "1",
  "2": "2",
  医院: "1",
  药店: "2",
};
const INFCODE_FORMS = { text: "text", number: "number", 文本: "text", 数字: "number" } as const;
const LEVELS = choicesOf<HospitalLevel>([
  "primary",
  "level1",
  "level2",
  "level3",
  "level3-provincial",
  "pharmacy",
]);
const STATES: Readonly<Record<string, AgreementState>> = {
  active: "active",
  suspended: "suspended",
  ended: "ended",
  有效: "active",
  中止: "suspended",
  终止: "ended",
};
const PHARMACY: InstitutionType = "2";
const USCC = /^[0-9A-Z]{18}$/;
const ACCESS_KEY = /^[0-9A-Za-z._-]{8,64}$/;
const SECRET = /^[!-~]{16,128}$/;
const CODE = /^[0-9A-Za-z._-]{1,50}$/;
const ITEM_CODE = /^[0-9A-Za-z-]{1,30}$/;

export const INSTITUTION_REFERENCE = {
  column: "institution_code",
  table: "providers.institution",
  target: "institution_code",
  code: "PROVIDERS-INSTITUTION-UNKNOWN",
} as const;

export const INSTITUTIONS: CsvKind = {
  kind: "institutions",
  chinese: "定点机构",
  columns: [
    INSTITUTION_COLUMN,
    { name: "name", chinese: "名称", required: true, note: "最多 200 字" },
    { name: "type", chinese: "机构类型", required: true, note: "1 或 医院，2 或 药店" },
    { name: "level", chinese: "级别", required: true, note: LEVEL_NOTE },
    { name: "region", chinese: "所在区划", required: true, note: "六位数字，与编码一致" },
    { name: "uscc", chinese: "统一社会信用代码", required: false, note: "18 位" },
    {
      name: "infcode_form",
      chinese: "返回码形式",
      required: false,
      note: "text 文本（不填），number 数字",
    },
    { name: "access_key", chinese: "接入账号", required: true, note: "8 至 64 位，不得重复" },
    { name: "secret", chinese: "接入密钥", required: true, note: "16 至 128 位" },
  ],
  parseRow: parseInstitution,
  table: {
    name: "providers.institution",
    key: ["institution_code"],
    content: ["name", "type", "level", "region", "uscc", "infcode_form", "access_key", "secret"],
    dated: false,
    unique: [
      {
        columns: ["access_key"],
        table: "providers.institution",
        owner: "institution_code",
        code: "PROVIDERS-ACCESS-KEY-TAKEN",
      },
    ],
  },
  channel: INSTITUTION_CHANNEL,
};

function parseInstitution(cells: CsvCells): Readonly<Record<string, unknown>> {
  const row = {
    institution_code: institutionCode(cells),
    name: cells.text("name", 200),
    type: cells.choice("type", TYPES),
    level: cells.choice("level", LEVELS),
    region: cells.matching("region", /^\d{6}$/, "六位数字的医保区划"),
    uscc: cells.optionalMatching("uscc", USCC, "18 位数字或大写字母"),
    infcode_form: cells.choice<string>("infcode_form", INFCODE_FORMS, "text"),
    access_key: cells.matching("access_key", ACCESS_KEY, "8 至 64 位字母、数字或 . _ -"),
    secret: cells.matching("secret", SECRET, "16 至 128 位可见字符"),
  };
  if (cells.refusals.length > 0) return row;
  const pharmacy = row.type === PHARMACY;
  if (pharmacy !== row.institution_code.startsWith("P")) {
    cells.refuse("type", "PROVIDERS-TYPE-OF-CODE", { code: row.institution_code });
  }
  if (pharmacy !== (row.level === "pharmacy")) cells.refuse("level", "PROVIDERS-LEVEL-OF-TYPE");
  if (!isRegionCode(row.region) || row.region !== row.institution_code.slice(1, 7)) {
    cells.refuse("region", "PROVIDERS-REGION-OF-CODE", { code: row.institution_code });
  }
  return row;
}

export const AGREEMENTS: CsvKind = {
  kind: "agreements",
  chinese: "医保协议",
  columns: [
    INSTITUTION_COLUMN,
    ...PERIOD_COLUMNS,
    {
      name: "state",
      chinese: "协议状态",
      required: true,
      note: "active 有效，suspended 中止，ended 终止",
    },
    {
      name: "settled_level",
      chinese: "结算级别",
      required: false,
      note: "协议期内按此级别结算；不填则按机构级别",
    },
    { name: "reason", chinese: "原因", required: false, note: "最多 200 字；中止、终止时必填" },
  ],
  parseRow: parseAgreement,
  table: {
    name: "providers.agreement",
    key: ["institution_code"],
    content: ["state", "settled_level", "reason"],
    dated: true,
    references: [INSTITUTION_REFERENCE],
  },
  channel: INSTITUTION_CHANNEL,
};

function parseAgreement(cells: CsvCells): Readonly<Record<string, unknown>> {
  const state = cells.choice("state", STATES);
  const reason = cells.optionalText("reason", 200);
  if (state !== "active" && reason === "") cells.refuse("reason", "PROVIDERS-REASON-MISSING");
  return {
    institution_code: institutionCode(cells),
    ...cells.period(),
    state,
    settled_level: cells.choice<HospitalLevel | null>("settled_level", LEVELS, null),
    reason,
  };
}

/** Whether a code is in the catalogue: asked of the caller, since that is another room's table. */
export type KnownItem = (item_code: string) => boolean;

export function mappingKind(isKnownItem: KnownItem): CsvKind {
  return {
    kind: "catalogue-mappings",
    chinese: "机构目录对照",
    columns: [
      INSTITUTION_COLUMN,
      { name: "own_code", chinese: "机构目录编码", required: true, note: "最多 50 位" },
      ...PERIOD_COLUMNS,
      { name: "item_code", chinese: "医保目录编码", required: true, note: "须在医保目录内" },
    ],
    parseRow: (cells) => {
      const item_code = cells.matching("item_code", ITEM_CODE, "1 至 30 位字母、数字或短横");
      if (ITEM_CODE.test(item_code) && !isKnownItem(item_code)) {
        cells.refuse("item_code", "PROVIDERS-ITEM-UNKNOWN");
      }
      return {
        institution_code: institutionCode(cells),
        own_code: cells.matching("own_code", CODE, "1 至 50 位字母、数字或 . _ -"),
        ...cells.period(),
        item_code,
      };
    },
    table: {
      name: "providers.catalogue_mapping",
      key: ["institution_code", "own_code"],
      content: ["item_code"],
      dated: true,
      references: [INSTITUTION_REFERENCE],
    },
    channel: MAPPING_CHANNEL,
  };
}

export function institutionCode(cells: CsvCells): string {
  const code = cells.text("institution_code", 12);
  if (code !== "" && !isInstitutionCode(code)) {
    cells.refuse("institution_code", "STORE-CSV-FORM", { form: "H 或 P 加六位区划和五位顺序号" });
  }
  return code;
}

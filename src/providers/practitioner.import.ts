import { type CsvCells, type CsvKind, PERIOD_COLUMNS } from "../store/index.ts";
import {
  INSTITUTION_COLUMN,
  INSTITUTION_REFERENCE,
  institutionCode,
} from "./institution.import.ts";

/** Physicians, nurses, pharmacists and technicians, as the register of practice has them. */

const CODE = /^[0-9A-Za-z-]{1,20}$/;
const TYPE = /^\d{1,6}$/;
const NUMBER = /^[0-9A-Za-z-]{1,50}$/;
const YES_NO: Readonly<Record<string, boolean>> = { "1": true, "0": false, 是: true, 否: false };

export const PRACTITIONERS: CsvKind = {
  kind: "practitioners",
  chinese: "医执人员",
  columns: [
    INSTITUTION_COLUMN,
    { name: "practitioner_code", chinese: "执业人员代码", required: true, note: "国家贯标编码" },
    ...PERIOD_COLUMNS,
    { name: "name", chinese: "姓名", required: true, note: "最多 50 字" },
    { name: "type", chinese: "执业人员分类", required: true, note: "如 1 医师，2 护士，3 药师" },
    {
      name: "certificate_type",
      chinese: "人员证件类型",
      required: false,
      note: "字典 psn_cert_type 代码；不填为 01 居民身份证",
    },
    { name: "certificate_no", chinese: "证件号码", required: true, note: "最多 50 位" },
    { name: "own_number", chinese: "自编号", required: false, note: "最多 20 字" },
    { name: "qualification_no", chinese: "资格证书编码", required: false, note: "最多 30 字" },
    { name: "license_no", chinese: "执业证书编号", required: false, note: "最多 30 字" },
    { name: "insurance_physician", chinese: "医保医师", required: false, note: "1 是，0 否" },
    { name: "change_reason", chinese: "变更原因", required: false, note: "最多 200 字" },
  ],
  parseRow: (cells: CsvCells) => ({
    institution_code: institutionCode(cells),
    practitioner_code: cells.matching("practitioner_code", CODE, "1 至 20 位字母、数字或短横"),
    ...cells.period(),
    name: cells.text("name", 50),
    type: cells.matching("type", TYPE, "1 至 6 位数字"),
    certificate_type: cells.optionalMatching("certificate_type", TYPE, "字典代码") || "01",
    certificate_no: cells.matching("certificate_no", NUMBER, "1 至 50 位字母、数字或短横"),
    own_number: cells.optionalText("own_number", 20),
    qualification_no: cells.optionalText("qualification_no", 30),
    license_no: cells.optionalText("license_no", 30),
    insurance_physician: cells.choice("insurance_physician", YES_NO, false),
    change_reason: cells.optionalText("change_reason", 200),
  }),
  table: {
    name: "providers.practitioner",
    key: ["institution_code", "practitioner_code"],
    content: [
      "name",
      "type",
      "certificate_type",
      "certificate_no",
      "own_number",
      "qualification_no",
      "license_no",
      "insurance_physician",
      "change_reason",
    ],
    dated: true,
    references: [INSTITUTION_REFERENCE],
  },
};

import { certificateBirthday, certificateSex, isCertificateNumber } from "../kernel/index.ts";
import { type CsvCells, type CsvKind, choicesOf } from "../store/index.ts";
import { REGISTER_NEW_PEOPLE } from "./people.store.ts";
import { CERTIFICATE_TYPES, type Person } from "./person.ts";
import { PERSON_NO_COLUMN, personNo } from "./person-column.ts";

const TYPES = choicesOf(CERTIFICATE_TYPES);
const SEXES = { "1": "1", "2": "2", 男: "1", 女: "2" } as const;
const RESIDENT_CARD = "01";
const NATION = /^\d{1,2}$/;

export const PERSONS: CsvKind = {
  kind: "persons",
  chinese: "人员",
  columns: [
    PERSON_NO_COLUMN,
    {
      name: "certificate_type",
      chinese: "证件类型",
      required: false,
      note: "字典 psn_cert_type 代码；不填为 01 居民身份证",
    },
    {
      name: "certificate_no",
      chinese: "证件号码",
      required: true,
      note: "身份证须通过校验位，且与出生日期、性别一致",
    },
    { name: "name", chinese: "姓名", required: true, note: "最多 50 字" },
    { name: "sex", chinese: "性别", required: true, note: "1 或 男，2 或 女" },
    { name: "nation", chinese: "民族", required: false, note: "字典 naty 代码；不填为 1 汉族" },
    { name: "born", chinese: "出生日期", required: true, note: "如 1980-05-01" },
  ],
  parseRow: parsePerson,
  table: {
    name: "people.person",
    key: ["person_no"],
    content: ["certificate_type", "certificate_no", "name", "sex", "nation", "born"],
    dated: false,
    unique: [
      {
        columns: ["certificate_type", "certificate_no"],
        table: "people.certificate",
        owner: "person_no",
        code: "PEOPLE-CERTIFICATE-TAKEN",
      },
    ],
    afterInsert: REGISTER_NEW_PEOPLE,
  },
};

function parsePerson(cells: CsvCells): Readonly<Record<keyof Person, unknown>> {
  const certificate_no = cells.text("certificate_no", 50).toUpperCase();
  const person = {
    person_no: personNo(cells),
    certificate_type: cells.choice("certificate_type", TYPES, RESIDENT_CARD),
    certificate_no,
    name: cells.text("name", 50),
    sex: cells.choice<"1" | "2">("sex", SEXES),
    nation: cells.optionalMatching("nation", NATION, "字典 naty 的一至两位数字代码") || "1",
    born: cells.date("born"),
  };
  if (cells.refusals.length > 0 || person.certificate_type !== RESIDENT_CARD) return person;
  if (!isCertificateNumber(certificate_no)) {
    cells.refuse("certificate_no", "PEOPLE-CERTIFICATE-NUMBER");
  } else {
    if (certificateBirthday(certificate_no) !== person.born) {
      cells.refuse("born", "PEOPLE-CERTIFICATE-BIRTHDAY", {
        expected: certificateBirthday(certificate_no),
      });
    }
    if (certificateSex(certificate_no) !== person.sex)
      cells.refuse("sex", "PEOPLE-CERTIFICATE-SEX");
  }
  return person;
}

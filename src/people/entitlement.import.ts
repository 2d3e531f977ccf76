import { IDENTITY_KINDS } from "../policy/index.ts";
import { type CsvCells, type CsvKind, choicesOf, PERIOD_COLUMNS } from "../store/index.ts";
import type { FiledPlace } from "./person.ts";
import { PERSON_NO_COLUMN, PERSON_REFERENCE, personNo, region } from "./person-column.ts";

/** The dated facts that widen what a person is entitled to; each is no more than key and period. */

const KINDS: Readonly<Record<string, string>> = {
  ...choicesOf(IDENTITY_KINDS),
  特困: "extreme-poverty",
  孤儿: "orphan",
  低保: "low-income",
  低保边缘: "low-income-edge",
  返贫致贫: "returned-to-poverty",
  监测对象: "monitored",
  因病致贫: "illness-poverty",
};
const PLACES: Readonly<Record<string, FiledPlace>> = {
  "filed-resident": "filed-resident",
  referred: "referred",
  emergency: "emergency",
  异地长期居住: "filed-resident",
  转诊: "referred",
  急诊: "emergency",
};
const DISEASE = /^[0-9A-Za-z.-]{1,30}$/;

export const IDENTITIES: CsvKind = {
  kind: "identities",
  chinese: "医疗救助身份",
  columns: [
    PERSON_NO_COLUMN,
    {
      name: "kind",
      chinese: "身份",
      required: true,
      note:
        "extreme-poverty 特困，orphan 孤儿，low-income 低保，low-income-edge 低保边缘，" +
        "returned-to-poverty 返贫致贫，monitored 监测对象，illness-poverty 因病致贫",
    },
    ...PERIOD_COLUMNS,
  ],
  parseRow: (cells: CsvCells) => ({
    person_no: personNo(cells),
    kind: cells.choice("kind", KINDS),
    ...cells.period(),
  }),
  table: {
    name: "people.identity",
    key: ["person_no", "kind"],
    content: [],
    dated: true,
    references: [PERSON_REFERENCE],
  },
};

export const DISEASE_CERTIFICATES: CsvKind = {
  kind: "disease-certificates",
  chinese: "门诊病种认定",
  columns: [
    PERSON_NO_COLUMN,
    { name: "disease", chinese: "病种", required: true, note: "政策包病种表中的代码" },
    ...PERIOD_COLUMNS,
  ],
  parseRow: (cells: CsvCells) => ({
    person_no: personNo(cells),
    disease: cells.matching("disease", DISEASE, "1 至 30 位字母、数字、点或短横"),
    ...cells.period(),
  }),
  table: {
    name: "people.disease_certificate",
    key: ["person_no", "disease"],
    content: [],
    dated: true,
    references: [PERSON_REFERENCE],
  },
};

export const PLACE_FILINGS: CsvKind = {
  kind: "place-filings",
  chinese: "异地就医备案",
  columns: [
    PERSON_NO_COLUMN,
    {
      name: "place",
      chinese: "备案类型",
      required: true,
      note: "filed-resident 异地长期居住，referred 转诊，emergency 急诊",
    },
    { name: "region", chinese: "就医地区划", required: true, note: "六位数字" },
    ...PERIOD_COLUMNS,
  ],
  parseRow: (cells: CsvCells) => ({
    person_no: personNo(cells),
    place: cells.choice("place", PLACES),
    region: region(cells, "region"),
    ...cells.period(),
  }),
  table: {
    name: "people.place_filing",
    key: ["person_no", "place", "region"],
    content: [],
    dated: true,
    references: [PERSON_REFERENCE],
  },
};

export const FAMILY_LINKS: CsvKind = {
  kind: "family-links",
  chinese: "家庭共济",
  columns: [
    PERSON_NO_COLUMN,
    {
      name: "relative_person_no",
      chinese: "共济亲属人员编号",
      required: true,
      note: "其个人账户可为本人支付；须已登记，且不是本人",
    },
    ...PERIOD_COLUMNS,
  ],
  parseRow: (cells: CsvCells) => {
    const person_no = personNo(cells);
    const relative_person_no = personNo(cells, "relative_person_no");
    if (relative_person_no === person_no) {
      cells.refuse("relative_person_no", "PEOPLE-RELATIVE-SELF");
    }
    return { person_no, relative_person_no, ...cells.period() };
  },
  table: {
    name: "people.family_link",
    key: ["person_no", "relative_person_no"],
    content: [],
    dated: true,
    references: [
      PERSON_REFERENCE,
      { ...PERSON_REFERENCE, column: "relative_person_no", code: "PEOPLE-PERSON-UNKNOWN" },
    ],
  },
};

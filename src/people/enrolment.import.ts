import { type CsvCells, type CsvKind, choicesOf, PERIOD_COLUMNS } from "../store/index.ts";
import { type EnrolmentState, INSUTYPES, isResidentScheme, PERSON_TYPES } from "./person.ts";
import { PERSON_NO_COLUMN, PERSON_REFERENCE, personNo, region } from "./person-column.ts";

const SCHEMES = choicesOf(INSUTYPES);
const TYPES = choicesOf(PERSON_TYPES);
const STATUSES = {
  working: "working",
  retired: "retired",
  resident: "resident",
  在职: "working",
  退休: "retired",
  居民: "resident",
} as const;
const STATES: Readonly<Record<string, EnrolmentState>> = {
  "1": "1",
  "2": "2",
  "3": "3",
  "4": "4",
  正常: "1",
  暂停: "2",
  无效: "3",
  终止: "4",
};
const RANK = /^[0-9a-z-]{1,30}$/;
const EMPLOYEE_SCHEME = "310";

export const ENROLMENTS: CsvKind = {
  kind: "enrolments",
  chinese: "参保信息",
  columns: [
    PERSON_NO_COLUMN,
    { name: "insutype", chinese: "险种类型", required: true, note: "310 职工，390 城乡居民等" },
    ...PERIOD_COLUMNS,
    { name: "person_type", chinese: "人员类别", required: true, note: "字典 psn_type 代码" },
    {
      name: "employment_status",
      chinese: "在职状态",
      required: true,
      note: "working 在职，retired 退休，resident 居民；须与险种一致",
    },
    {
      name: "civil_servant_rank",
      chinese: "公务员级别",
      required: false,
      note: "公务员补助表中的级别；只有职工可填",
    },
    { name: "state", chinese: "参保状态", required: false, note: "1 正常（不填），2 暂停，4 终止" },
    { name: "insured_region", chinese: "参保地区划", required: true, note: "六位数字" },
    { name: "employer_name", chinese: "单位名称", required: false, note: "最多 200 字" },
  ],
  parseRow: parseEnrolment,
  table: {
    name: "people.enrolment",
    key: ["person_no", "insutype"],
    content: [
      "person_type",
      "employment_status",
      "civil_servant_rank",
      "state",
      "insured_region",
      "employer_name",
    ],
    dated: true,
    references: [PERSON_REFERENCE],
  },
};

function parseEnrolment(cells: CsvCells): Readonly<Record<string, unknown>> {
  const rank = cells.optionalMatching("civil_servant_rank", RANK, "小写字母、数字或短横");
  const enrolment = {
    person_no: personNo(cells),
    insutype: cells.choice("insutype", SCHEMES),
    ...cells.period(),
    person_type: cells.choice("person_type", TYPES),
    employment_status: cells.choice<string>("employment_status", STATUSES),
    civil_servant_rank: rank === "" ? null : rank,
    state: cells.choice("state", STATES, "1"),
    insured_region: region(cells, "insured_region"),
    employer_name: cells.optionalText("employer_name", 200),
  };
  if (cells.refusals.length > 0) return enrolment;
  const resident = enrolment.employment_status === "resident";
  if (resident !== isResidentScheme(enrolment.insutype)) {
    cells.refuse("employment_status", "PEOPLE-ENROLMENT-STATUS", { insutype: enrolment.insutype });
  }
  if (rank !== "" && enrolment.insutype !== EMPLOYEE_SCHEME) {
    cells.refuse("civil_servant_rank", "PEOPLE-CIVIL-SERVANT-SCHEME");
  }
  return enrolment;
}

import { Type } from "typebox";
import { maskedCertificate, maskedName } from "../../access/index.ts";
import { countFoundPeople, type FoundPerson, searchPeople } from "../../people/index.ts";
import { schemeWords } from "../../policy/index.ts";
import { countedLately } from "../counted-lately.ts";
import { dictionaryWord, regionWord } from "../explained/dictionary-word.ts";
import { listRoute } from "../list-route.ts";
import type { Context } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import { orderOf, Text, TextOrNull, textOrNull, todayOf } from "./fields.ts";

/** Finding a person: by name, number, certificate or employer, within the caller's regions. */

const PERSON_ROW = {
  person_no: Text,
  name: Text,
  certificate_no: Text,
  sex: Text,
  born: Text,
  scheme: TextOrNull,
  person_type: TextOrNull,
  state: TextOrNull,
  is_current: Type.Boolean(),
  employer_name: TextOrNull,
  region: TextOrNull,
};

const people = listRoute({
  path: "/api/v1/people",
  title: "查找参保人",
  right: "people.read",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60, description: "姓名、证件号码或人员编号" })),
    employer: Type.Optional(Type.String({ maxLength: 60, description: "用人单位的开头" })),
    insutype: Type.Optional(Type.Enum(["310", "390"])),
  },
  row: PERSON_ROW,
  columns: [
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "name", title: "姓名", kind: "text" },
    { key: "certificate_no", title: "证件号码", kind: "text" },
    { key: "sex", title: "性别", kind: "text" },
    { key: "born", title: "出生年", kind: "text" },
    { key: "scheme", title: "险种", kind: "text" },
    { key: "person_type", title: "人员类别", kind: "text" },
    { key: "state", title: "参保状态", kind: "text" },
    { key: "employer_name", title: "用人单位", kind: "text" },
    { key: "region", title: "参保地", kind: "text" },
  ],
  sortable: ["person_no", "name"],
  rows: async (context, { text, employer, insutype }, asked) => {
    const { read, now } = context;
    const chosen = {
      text: textOrNull(text),
      employer: textOrNull(employer),
      insutype: insutype ?? null,
      day: todayOf(now),
    };
    const { offset, limit, sort } = asked;
    const order = orderOf<"person_no" | "name">(sort, "person_no", false);
    const search = { ...chosen, ...order, offset, limit };
    // Two transactions at once: each takes as long as the other where the list is long.
    const [rows, total] = await Promise.all([
      read((runner) => searchPeople(runner, search)),
      countedLately(context, ["people", chosen], asked, () =>
        read((runner) => countFoundPeople(runner, chosen)),
      ),
    ]);
    return { rows: rows.map(personRow), total };
  },
});

/** Nobody is unmasked in a list: a file is opened for a reason, a list is looked through. */
function personRow({ person_no, name, certificate_no, sex, born, enrolment }: FoundPerson) {
  return {
    person_no,
    name: maskedName(name),
    certificate_no: maskedCertificate(certificate_no),
    sex: dictionaryWord("gend", sex),
    born: born.slice(0, 4),
    scheme: enrolment === null ? null : schemeWords(enrolment.insutype, "zh"),
    person_type: enrolment === null ? null : dictionaryWord("psn_type", enrolment.person_type),
    state: enrolment === null ? null : stateWord(enrolment),
    is_current: enrolment?.is_current === true && enrolment.state === "1",
    employer_name: enrolment?.employer_name || null,
    region: enrolment === null ? null : regionWord(enrolment.insured_region),
  };
}

function stateWord({ state, is_current }: NonNullable<FoundPerson["enrolment"]>): string {
  return is_current ? dictionaryWord("psn_insu_stas", state) : "不在参保期";
}

const TEXT_LEAST = 2;

export const peopleSearcher: Searcher = {
  right: "people.read",
  kind: "参保人",
  find: async ({ read, now }: Context, text, limit) => {
    if ([...text].length < TEXT_LEAST) return [];
    const search = { text, employer: null, insutype: null, day: todayOf(now) };
    const page = { order: "person_no", descending: false, offset: 0, limit } as const;
    const rows = await read((runner) => searchPeople(runner, { ...search, ...page }));
    return rows.map(personRow).map((one) => ({
      title: `${one.name} ${one.person_no}`,
      detail: [one.certificate_no, one.scheme, one.employer_name].filter(Boolean).join(" · "),
      path: `/people/${encodeURIComponent(one.person_no)}`,
    }));
  },
};

export const PEOPLE_ROUTES = [people];

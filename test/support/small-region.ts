import { type CatalogueKind, importCatalogue } from "../../src/catalogue/index.ts";
import { type CivilDate, certificateCheckCharacter, fenFromYuan } from "../../src/kernel/index.ts";
import { ensureAccounts } from "../../src/ledger/index.ts";
import { importPeople, type PeopleKind } from "../../src/people/index.ts";
import type { Region } from "../../src/policy/index.ts";
import { importProviders, type ProvidersKind } from "../../src/providers/index.ts";
import { depositToAccounts } from "../../src/settlement/index.ts";
import type { CsvImportResult, Store } from "../../src/store/index.ts";

/**
 * A small region for end-to-end tests, loaded by the import faces as a bureau would load its own:
 * six institutions, fourteen people of all kinds, fifteen items. Codes and names belong to nobody.
 */

export const LEVEL3 = "H43040000001";
export const LEVEL2 = "H43040000002";
export const LEVEL1 = "H43040000003";
/** Its agreement is suspended from 2023-05-01. */
export const SUSPENDED = "H43040000004";
/** In another city of the province. */
export const FAR = "H43010000005";
export const PHARMACY = "P43040000001";

const INSTITUTIONS: readonly (readonly [code: string, name: string, level: string])[] = [
  [LEVEL3, "演示第一人民医院", "level3"],
  [LEVEL2, "演示中医医院", "level2"],
  [LEVEL1, "演示社区医院", "level1"],
  [SUSPENDED, "演示中止医院", "level2"],
  [FAR, "演示外地医院", "level3"],
  [PHARMACY, "演示大药房", "pharmacy"],
];

export interface SmallPerson {
  readonly psn_no: string;
  readonly psn_name: string;
  readonly certno: string;
  readonly sex: "1" | "2";
  readonly born: string;
}

function person(number: number, psn_name: string, born: string, sex: "1" | "2"): SmallPerson {
  const serial = String(number * 10 + Number(sex)).padStart(3, "0");
  const first17 = `999999${born.replaceAll("-", "")}${serial}`;
  const certno = first17 + certificateCheckCharacter(first17);
  return { psn_no: `SP${String(number).padStart(4, "0")}`, psn_name, certno, sex, born };
}

export const PEOPLE = {
  /** Employee, working; 1,000.00 in the account. */
  worker: person(1, "甲在职", "1985-03-15", "1"),
  /** Employee, retired; 500.00. */
  retiree: person(2, "乙退休", "1955-11-02", "2"),
  /** Employee, civil servant of county rank; 800.00. */
  official: person(3, "丙公务", "1978-07-20", "1"),
  resident: person(4, "丁居民", "1990-01-08", "2"),
  /** Resident, low income. */
  poor: person(5, "戊低保", "1968-05-30", "1"),
  /** Resident, extreme poverty since 2023-03-01. */
  destitute: person(6, "己特困", "1949-12-12", "2"),
  /** Employee with a certificate for hypertension and one for dialysis. */
  chronic: person(7, "庚慢病", "1962-09-09", "1"),
  /** Resident with a certificate for diabetes (two diseases). */
  diabetic: person(8, "辛两病", "1959-04-04", "2"),
  /** Employee with 20.00, whose relative is `worker`. */
  relative: person(9, "壬共济", "1987-08-18", "2"),
  /** Employee whose enrolment is paused from 2023-05-01. */
  paused: person(10, "癸暂停", "1981-02-28", "1"),
  /** Insured in another city. */
  elsewhere: person(11, "子异地", "1993-06-06", "2"),
  /** Employee until 2023-01-01, resident since. */
  changed: person(12, "丑转保", "1970-10-10", "1"),
  /** Enrolled from 2024-01-01 only. */
  later: person(13, "寅未保", "2001-01-31", "2"),
  /** Employee with a filing for the other city; 100.00. */
  filed: person(14, "卯备案", "1975-05-05", "1"),
} as const;

const ENROLMENTS = `person_no,insutype,valid_from,valid_to,person_type,employment_status,\
civil_servant_rank,state,insured_region,employer_name
SP0001,310,2020-01-01,,11,working,,,430405,演示一厂
SP0002,310,2010-01-01,,12,retired,,,430405,演示二厂
SP0003,310,2018-01-01,,11,working,county,,430400,演示机关
SP0004,390,2021-01-01,,15,resident,,,430421,
SP0005,390,2021-01-01,,15,resident,,,430421,
SP0006,390,2021-01-01,,16,resident,,,430422,
SP0007,310,2019-01-01,,11,working,,,430406,演示三厂
SP0008,390,2021-01-01,,16,resident,,,430423,
SP0009,310,2020-01-01,,11,working,,,430405,演示一厂
SP0010,310,2020-01-01,2023-05-01,11,working,,,430405,演示四厂
SP0010,310,2023-05-01,,11,working,,2,430405,演示四厂
SP0011,310,2020-01-01,,11,working,,,430104,外地一厂
SP0012,310,2019-01-01,2023-01-01,11,working,,,430405,演示五厂
SP0012,390,2023-01-01,,15,resident,,,430405,
SP0013,390,2024-01-01,,15,resident,,,430405,
SP0014,310,2020-01-01,,11,working,,,430405,演示六厂
`;

const PEOPLE_FILES: Readonly<Record<Exclude<PeopleKind, "persons">, string>> = {
  enrolments: ENROLMENTS,
  identities: `person_no,kind,valid_from,valid_to
SP0005,low-income,2022-01-01,2024-01-01
SP0006,extreme-poverty,2023-03-01,
`,
  "disease-certificates": `person_no,disease,valid_from,valid_to
SP0007,hypertension,2023-01-01,
SP0007,dialysis,2023-01-01,
SP0008,diabetes,2023-01-01,2024-01-01
`,
  "place-filings": `person_no,place,region,valid_from,valid_to
SP0014,referred,430100,2023-01-01,2024-01-01
`,
  "family-links": `person_no,relative_person_no,valid_from,valid_to
SP0009,SP0001,2023-01-01,
`,
};

const BALANCES: readonly (readonly [person: SmallPerson, balance: string])[] = [
  [PEOPLE.worker, "1000.00"],
  [PEOPLE.retiree, "500.00"],
  [PEOPLE.official, "800.00"],
  [PEOPLE.relative, "20.00"],
  [PEOPLE.filed, "100.00"],
];

/** code, class, first share, ceiling, list type, charge type, name; L limited use, S paid alone. */
const ITEMS: readonly (readonly string[])[] = [
  ["SRX0001", "A", "", "", "101", "09", "演示甲类片剂"],
  ["SRX0002", "A", "", "30", "101", "09", "演示甲类限价胶囊"],
  ["SRX0003", "B", "0.10", "", "101", "09", "演示乙类片剂"],
  ["SRX0004", "B", "0.20", "50", "101", "09", "演示乙类限价针剂"],
  ["SRX0005", "B", "0.10", "", "101", "09", "演示限制用药", "L"],
  ["SRX0006", "B", "0.30", "", "101", "09", "演示单行支付药", "S"],
  ["SRX0007", "C", "", "", "101", "11", "演示自费药"],
  ["SRX0008", "B", "0.05", "", "102", "10", "演示饮片"],
  ["SRS0001", "A", "", "", "201", "02", "演示诊察费"],
  ["SRS0002", "A", "", "40", "201", "01", "演示床位费"],
  ["SRS0003", "B", "0.10", "", "201", "03", "演示检查费"],
  ["SRS0004", "A", "", "", "201", "06", "演示手术费"],
  ["SRS0005", "A", "", "", "201", "13", "演示挂号费"],
  ["SRC0001", "B", "0.15", "2000", "301", "08", "演示耗材"],
  ["SRC0002", "C", "", "", "301", "08", "演示自费耗材"],
];

/** An institution's own code of an item; SRX0008 is mapped nowhere. */
export function ownCode(item_code: string): string {
  return `OWN-${item_code}`;
}

const UNMAPPED = "SRX0008";

/** Loads the small region into a migrated database. */
export async function loadSmallRegion(store: Store, region: Region): Promise<void> {
  const pools = [...new Set([...region.funds.values()].map((fund) => fund.pool))];
  await ensureAccounts(store, { region: region.code, pools });
  for (const [kind, csv] of Object.entries(catalogueFiles())) {
    assertWhole(await importCatalogue(store, kind as CatalogueKind, csv));
  }
  for (const [kind, csv] of Object.entries(providersFiles())) {
    assertWhole(await importProviders(store, kind as ProvidersKind, csv));
  }
  assertWhole(await importPeople(store, "persons", personsFile()));
  for (const [kind, csv] of Object.entries(PEOPLE_FILES)) {
    assertWhole(await importPeople(store, kind as PeopleKind, csv));
  }
  await depositToAccounts(
    store,
    region,
    BALANCES.map(([{ psn_no }, balance]) => ({
      person_no: psn_no,
      date: "2023-01-01" as CivilDate,
      amount_fen: fenFromYuan(balance),
      memo: "期初",
      reference: `opening ${psn_no}`,
    })),
  );
}

function assertWhole({ kind, refused }: CsvImportResult): void {
  if (refused.length > 0) throw new Error(`${kind}: ${JSON.stringify(refused.slice(0, 3))}`);
}

function personsFile(): string {
  const rows = Object.values(PEOPLE).map(({ psn_no, certno, psn_name, sex, born }) =>
    [psn_no, certno, psn_name, sex, born].join(","),
  );
  return ["person_no,certificate_no,name,sex,born", ...rows, ""].join("\n");
}

function catalogueFiles(): Readonly<Partial<Record<CatalogueKind, string>>> {
  const from = "2022-01-01";
  const flags = (marks: string | undefined) => [marks === "L" ? "1" : "", marks === "S" ? "1" : ""];
  const lines = (header: string, rows: readonly (readonly (string | undefined)[])[]) =>
    [header, ...rows.map((row) => row.join(",")), ""].join("\n");
  return {
    items: lines(
      "item_code,valid_from,name,list_type,charge_type,pinyin,specification",
      ITEMS.map(([code, , , , list, charge, name]) => [
        code,
        from,
        name,
        list,
        charge,
        code,
        "1盒",
      ]),
    ),
    "item-classes": lines(
      "item_code,valid_from,class,limited_use,paid_alone",
      ITEMS.map(([code, itemClass, , , , , , marks]) => [code, from, itemClass, ...flags(marks)]),
    ),
    "first-shares": lines("item_code,insutype,valid_from,share", [
      ...ITEMS.filter(([, , share]) => share !== "").map(([code, , share]) => {
        return [code, "", from, share];
      }),
      ["SRX0003", "390", from, "0.15"],
    ]),
    "price-ceilings": lines("item_code,hospital_level,valid_from,ceiling", [
      ...ITEMS.filter(([, , , ceiling]) => ceiling !== "").map(([code, , , ceiling]) => {
        return [code, "", from, ceiling];
      }),
      ["SRS0002", "level3", from, "60"],
    ]),
  };
}

function providersFiles(): Readonly<Record<ProvidersKind, string>> {
  const institutions = INSTITUTIONS.map(([code, name, level]) => {
    const type = code.startsWith("P") ? "2" : "1";
    const region = code.slice(1, 7);
    return `${code},${name},${type},${level},${region},key-${code},secret-of-${code}`;
  });
  const agreements = INSTITUTIONS.map(([code]) =>
    code === SUSPENDED ? `${code},2022-01-01,2023-05-01,active,` : `${code},2022-01-01,,active,`,
  );
  const mappings = INSTITUTIONS.flatMap(([institution]) =>
    ITEMS.filter(([item]) => item !== UNMAPPED).map(
      ([item]) => `${institution},${ownCode(item as string)},2022-01-01,${item}`,
    ),
  );
  const file = (header: string, rows: readonly string[]) => [header, ...rows, ""].join("\n");
  return {
    institutions: file("institution_code,name,type,level,region,access_key,secret", institutions),
    agreements: file("institution_code,valid_from,valid_to,state,reason", [
      ...agreements,
      `${SUSPENDED},2023-05-01,,suspended,违规待查`,
    ]),
    "catalogue-mappings": file("institution_code,own_code,valid_from,item_code", mappings),
    practitioners: file(
      "institution_code,practitioner_code,valid_from,valid_to,name,type,certificate_no," +
        "insurance_physician",
      [
        `${LEVEL3},D430400000001,2022-01-01,,演示医生,1,999999197001010001,1`,
        `${LEVEL3},D430400000002,2022-01-01,2023-01-01,演示离职医生,1,999999197001010002,1`,
        `${LEVEL3},N430400000001,2022-01-01,,演示护士,2,999999197001010003,0`,
        `${LEVEL2},D430400000003,2022-01-01,,演示他院医生,1,999999197001010004,1`,
      ],
    ),
  };
}

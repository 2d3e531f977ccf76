import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { certificateCheckCharacter, type Fen } from "../kernel/index.ts";
import { type CsvImportResult, parseCsvRow, readCsvRows, type Store } from "../store/index.ts";
import {
  ACCOUNT_DEPOSIT_FORM,
  findByCertificate,
  findPerson,
  importPeople,
  loadPersonFacts,
  moveStates,
  PEOPLE_KINDS,
  type PeopleKind,
} from "./index.ts";

// Goal: people and their dated facts come in by files and are read back as one record; the state
// row moves only from the version that was read. Method: files of a few people, real Postgres.

let database: FreshDatabase;
let store: Store;

function certificate(born: string, serial: string): string {
  const first17 = `999999${born.replaceAll("-", "")}${serial}`;
  return first17 + certificateCheckCharacter(first17);
}

const ADA = certificate("1980-05-01", "001");
const BEN = certificate("2015-02-28", "002");
const PERSONS = `person_no,certificate_no,name,sex,born,nation
P1,${ADA},演一,1,1980-05-01,
P2,${BEN.toLowerCase()},演二,女,2015-02-28,15
P3,X-1,演三,2,1950-01-01,1
`.replace("P3,X-1", `P3,${certificate("1950-01-01", "100")}`);

function load(kind: PeopleKind, csv: string): Promise<CsvImportResult> {
  return importPeople(store, kind, csv);
}

function codes(result: CsvImportResult): string[] {
  return result.refused.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

beforeAll(async () => {
  database = await freshDatabase();
  store = database.store;
  expect(await load("persons", PERSONS)).toMatchObject({ read: 3, accepted: 3, refused: [] });
});

afterAll(() => database.drop());

test("persons: what a certificate says must agree, and has one holder", async () => {
  const other = certificate("1990-10-10", "003");
  const result = await load(
    "persons",
    `person_no,certificate_type,certificate_no,name,sex,born
P1,,${ADA},演一,1,1980-05-01
P4,,${ADA},演四,1,1980-05-01
P5,,${other.slice(0, 17)}Z,演五,1,1990-10-10
P6,,${other},演六,2,1990-10-11
P7,03,CARD-7,演七,2,1990-10-11
P8,88,CARD-8,演八,3,1990-10-11
P 9,,${other},演九,1,1990-10-10
P1,,${ADA},改名,1,1980-05-01
`,
  );
  expect(codes(result)).toEqual([
    "3 certificate_no PEOPLE-CERTIFICATE-TAKEN",
    "4 certificate_no PEOPLE-CERTIFICATE-NUMBER",
    "5 born PEOPLE-CERTIFICATE-BIRTHDAY",
    "5 sex PEOPLE-CERTIFICATE-SEX",
    "7 certificate_type STORE-CSV-VALUE-NOT-ALLOWED",
    "7 sex STORE-CSV-VALUE-NOT-ALLOWED",
    "8 person_no STORE-CSV-FORM",
    "9 person_no STORE-CSV-KEY-TWICE",
  ]);
  expect(result).toMatchObject({ accepted: 1, unchanged: 1, committed: true });
  const renamed = await load("persons", PERSONS.replace("演一", "改名"));
  expect(codes(renamed)).toEqual(["2 person_no STORE-CSV-REGISTERED-OTHERWISE"]);
  expect(await findByCertificate(store.pool, "03", "CARD-7")).toMatchObject({ person_no: "P7" });
  expect(await findByCertificate(store.pool, "01", BEN)).toMatchObject({
    person_no: "P2",
    sex: "2",
  });
  expect(await findByCertificate(store.pool, "01", "CARD-7")).toBeNull();
  expect(await findPerson(store.pool, "P2")).toMatchObject({ born: "2015-02-28", nation: "15" });
  expect(await findPerson(store.pool, "P5")).toBeNull();
});

test("enrolments: status fits the scheme, ranks are for employees, one at a time", async () => {
  const header =
    "person_no,insutype,valid_from,valid_to,person_type,employment_status,civil_servant_rank," +
    "state,insured_region,employer_name\n";
  const result = await load(
    "enrolments",
    `${header}P1,310,2022-01-01,,11,在职,section,,430408,演示单位
P1,310,2024-05-01,,12,retired,section,1,430408,
P2,390,2022-01-01,,1403,居民,,暂停,430421,
P3,390,2022-01-01,,15,working,,1,430421,
P3,310,2022-01-01,,11,resident,,1,430421,
P3,390,2022-01-01,,15,resident,section,1,430421,
P3,391,2022-01-01,,77,resident,,9,43042,
P9,390,2022-01-01,,15,resident,,1,430421,
`,
  );
  expect(codes(result)).toEqual([
    "5 employment_status PEOPLE-ENROLMENT-STATUS",
    "6 employment_status PEOPLE-ENROLMENT-STATUS",
    "7 civil_servant_rank PEOPLE-CIVIL-SERVANT-SCHEME",
    "8 person_type STORE-CSV-VALUE-NOT-ALLOWED",
    "8 state STORE-CSV-VALUE-NOT-ALLOWED",
    "8 insured_region STORE-CSV-FORM",
    "9 person_no PEOPLE-PERSON-UNKNOWN",
  ]);
  expect(result.accepted).toBe(3);
  const overlapping = store.query(
    `insert into people.enrolment (person_no, insutype, valid_from, person_type, employment_status,
      state, insured_region) values ('P2', '390', '2023-01-01', '15', 'resident', '1', '430421')`,
  );
  await expect(overlapping).rejects.toThrow("enrolment_one_at_a_time");
});

test("identities, certificates, filings, family links", async () => {
  const refused = [
    await load(
      "identities",
      "person_no,kind,valid_from,valid_to\nP1,低保,2023-01-01,\nP2,orphan,2023-01-01,2024-01-01\n" +
        "P1,rich,2023-01-01,\nP9,orphan,2023-01-01,\n",
    ),
    await load(
      "disease-certificates",
      "person_no,disease,valid_from\nP1,hypertension,2023-01-01\nP1,M03900,2023-01-01\n" +
        "P1,高血压,2023-01-01\nP9,diabetes,2023-01-01\n",
    ),
    await load(
      "place-filings",
      "person_no,place,region,valid_from\nP1,filed-resident,430100,2023-01-01\n" +
        "P1,local,430100,2023-01-01\nP1,referred,4301,2023-01-01\nP9,急诊,430100,2023-01-01\n",
    ),
    await load(
      "family-links",
      "person_no,relative_person_no,valid_from\nP2,P1,2023-01-01\nP2,P2,2023-01-01\n" +
        "P2,P9,2023-01-01\nP9,P2,2023-01-01\n",
    ),
  ].map(codes);
  expect(refused).toEqual([
    ["4 kind STORE-CSV-VALUE-NOT-ALLOWED", "5 person_no PEOPLE-PERSON-UNKNOWN"],
    ["4 disease STORE-CSV-FORM", "5 person_no PEOPLE-PERSON-UNKNOWN"],
    [
      "3 place STORE-CSV-VALUE-NOT-ALLOWED",
      "4 region STORE-CSV-FORM",
      "5 person_no PEOPLE-PERSON-UNKNOWN",
    ],
    [
      "3 relative_person_no PEOPLE-RELATIVE-SELF",
      "4 relative_person_no PEOPLE-PERSON-UNKNOWN",
      "5 person_no PEOPLE-PERSON-UNKNOWN",
    ],
  ]);
});

test("facts of several people come in one statement, in order of time", async () => {
  const facts = await loadPersonFacts(store.pool, ["P1", "P2", "nobody"]);
  expect([...facts.keys()].sort()).toEqual(["P1", "P2"]);
  expect(facts.get("P1")).toEqual({
    person: {
      person_no: "P1",
      certificate_type: "01",
      certificate_no: ADA,
      name: "演一",
      sex: "1",
      nation: "1",
      born: "1980-05-01",
    },
    enrolments: [
      {
        insutype: "310",
        period: { from: "2022-01-01", to: "2024-05-01" },
        person_type: "11",
        employment_status: "working",
        civil_servant_rank: "section",
        state: "1",
        insured_region: "430408",
        employer_name: "演示单位",
      },
      {
        insutype: "310",
        period: { from: "2024-05-01", to: null },
        person_type: "12",
        employment_status: "retired",
        civil_servant_rank: "section",
        state: "1",
        insured_region: "430408",
        employer_name: "",
      },
    ],
    identities: [{ kind: "low-income", period: { from: "2023-01-01", to: null } }],
    disease_certificates: [
      { disease: "M03900", filing_no: null, period: { from: "2023-01-01", to: null } },
      { disease: "hypertension", filing_no: null, period: { from: "2023-01-01", to: null } },
    ],
    place_filings: [
      {
        place: "filed-resident",
        region: "430100",
        institution_code: null,
        period: { from: "2023-01-01", to: null },
      },
    ],
    designations: [],
    injury_filings: [],
    family_links: [],
    state: { version: 0, balance_fen: 0, accumulators: {} },
  });
  expect(facts.get("P2")?.family_links).toEqual([
    { relative_person_no: "P1", period: { from: "2023-01-01", to: null } },
  ]);
});

test("a state moves only from the version that was read", async () => {
  const accumulators = { "2023": { "pool.paid": 14_025_00 } };
  const move = (person_no: string, version: number, balance_fen: number) => ({
    person_no,
    version,
    balance_fen: balance_fen as Fen,
    accumulators,
  });
  const moved = await store.transaction((client) =>
    moveStates(client, [
      move("P2", 0, 500),
      move("P1", 0, 700),
      move("P3", 3, 1),
      move("P0", 0, 1),
    ]),
  );
  expect([...moved].sort()).toEqual(["P1", "P2"]);
  const facts = await loadPersonFacts(store.pool, ["P1", "P3"]);
  expect(facts.get("P1")?.state).toEqual({ version: 1, balance_fen: 700, accumulators });
  expect(facts.get("P3")?.state.version).toBe(0);
  const negative = store.transaction((client) => moveStates(client, [move("P3", 0, -1)]));
  await expect(negative).rejects.toThrow("balance_fen");
  const none = await store.transaction((client) => moveStates(client, []));
  expect(none.size).toBe(0);
  const twice = store.transaction((client) =>
    moveStates(client, [move("P3", 0, 1), move("P3", 0, 1)]),
  );
  await expect(twice).rejects.toThrow("only once");
  const many = Array.from({ length: 1_001 }, (_, index) => move(`Q${index}`, 0, 1));
  const tooMany = store.transaction((client) => moveStates(client, many));
  await expect(tooMany).rejects.toThrow("at most");
});

test("many writers of the same people: every move counts once, none waits for ever", async () => {
  await store.query("update people.person_state set version = 0, balance_fen = 0");
  const people = ["P1", "P2", "P3"];
  const raise = async (order: readonly string[]): Promise<number> => {
    let raised = 0;
    for (let i = 0; i < 20; i += 1) {
      const facts = await loadPersonFacts(store.pool, order);
      const moves = order.map((person_no) => {
        const { state } = facts.get(person_no)!;
        return { ...state, person_no, balance_fen: (state.balance_fen + 1) as Fen };
      });
      const moved = await store.transaction((client) => moveStates(client, moves));
      raised += moved.size;
    }
    return raised;
  };
  const orders = [people, people.toReversed(), ["P2", "P1", "P3"], ["P3", "P1", "P2"]];
  const raised = await Promise.all(orders.map(raise));
  const { rows } = await store.query<{ version: number; balance: number }>(
    `select sum(version)::bigint as version, sum(balance_fen)::bigint as balance
     from people.person_state`,
  );
  const sum = raised.reduce((total, count) => total + count, 0);
  expect(rows[0]).toEqual({ version: sum, balance: sum });
});

test("account deposits are read, not written", async () => {
  const good = { person_no: "P1", date: "2023-06-01", amount: "12.30", memo: "六月" };
  expect(parseCsvRow(ACCOUNT_DEPOSIT_FORM, good).value).toEqual({
    person_no: "P1",
    date: "2023-06-01",
    amount_fen: 1230,
    memo: "六月",
  });
  const csv =
    "人员编号,入账日期,金额,备注\nP1,2023-06-01,0,\nP1,2023-06-01,-5,\nP1,2023-06-01,a,\n";
  const refused: string[] = [];
  for await (const row of readCsvRows(ACCOUNT_DEPOSIT_FORM, csv)) {
    refused.push(...row.refused.map(({ code, row: number }) => `${number} ${code}`));
  }
  expect(refused).toEqual([
    "2 PEOPLE-DEPOSIT-NOT-POSITIVE",
    "3 PEOPLE-DEPOSIT-NOT-POSITIVE",
    "4 MONEY-NOT-AN-AMOUNT",
  ]);
});

test("every kind writes exactly its table's columns", () => {
  for (const { kind, parseRow: _, table, columns } of Object.values(PEOPLE_KINDS)) {
    const dates = table.dated ? ["valid_from", "valid_to"] : [];
    const expected = [...table.key, ...table.content, ...dates].sort();
    expect(columns.map(({ name }) => name).sort(), kind).toEqual(expected);
  }
});

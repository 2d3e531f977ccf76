import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type Caller, PUBLIC_CALLER } from "./caller.ts";
import { institutionUser, insured, staff } from "./fixtures/callers.ts";
import {
  fillTwoSides,
  HERE,
  isOf,
  type LimitedTable,
  limitedTables,
  type Side,
  THERE,
} from "./fixtures/two-sides.ts";
import { readAs } from "./read-as.store.ts";

let database: FreshDatabase;
let tables: readonly LimitedTable[];
beforeAll(async () => {
  database = await freshDatabase();
  tables = await limitedTables(database.store);
  await fillTwoSides(database.store);
});
afterAll(() => database.drop());

/** Tables of the house itself: whoever works here sees all of them, others none. */
const FOR_ALL_STAFF = new Set([
  ...["ledger.seal", "settlement.consumer", "department.request"],
  ...["policy_library.pack_event", "policy_library.pack_version"],
]);
/** What was made public on purpose: everybody sees it. */
const FOR_EVERYBODY = new Set(["publication.public_disclosure", "publication.public_file"]);
/** The bureau's own affairs, which neither an institution nor a person sees. */
const OF_THE_BUREAU = new RegExp(
  `^(${[
    ...["ledger\\.(account|balance_day|seal)", "department\\.", "policy_library\\."],
    ...["settlement\\.consumer", "disclosure_report\\.", "publication\\."],
    "simulation\\.",
  ].join("|")})`,
);
/** What an institution does not see, even of its own patients. */
const NOT_FOR_INSTITUTIONS = new Set([
  ...["people.certificate", "people.person_state", "people.filing_withdrawal"],
  ...["people.family_link", "settlement.deposit", "settlement.purchase_order_withdrawal"],
  "settlement.claim_payment",
]);
/** What is about institutions, or about what a doctor ordered, and not for the insured. */
const NOT_FOR_THE_INSURED = /^(gateway|inventory|providers|reconciliation|supervision)\./;

async function rowsSeen(caller: Caller, { name, columns }: LimitedTable): Promise<string[]> {
  return readAs(database.store, caller, async (client) => {
    const { rows } = await client.query<{ row: string }>(
      `select row_to_json(seen)::text as row from (select ${columns} from ${name}) as seen`,
    );
    return rows.map(({ row }) => row);
  });
}

/** Those of which somebody without a place sees nothing. */
function limited(): readonly LimitedTable[] {
  return tables.filter(({ name }) => !FOR_EVERYBODY.has(name));
}

function ofSides(rows: readonly string[]): readonly boolean[] {
  return [HERE, THERE].map((side) => rows.some((row) => isOf(side, row)));
}

const clerkOf = (...regions: string[]): Caller => staff(["agency-clerk"], { regions });

test("there is a row of each side in every limited table", async () => {
  expect(tables.length).toBeGreaterThan(60);
  for (const { name } of tables) {
    const { rows } = await database.store.query<{ row: string }>(
      `select row_to_json(one)::text as row from ${name} as one`,
    );
    expect(rows, name).toHaveLength(2);
    expect(ofSides(rows.map(({ row }) => row)), name).toEqual([true, true]);
  }
});

describe("staff see rows of their regions, in every table", () => {
  test.each([
    ["a district", ["430405"], [true, false]],
    ["the other city", ["431000"], [false, true]],
    ["the city", ["430400"], [true, false]],
    ["both", ["430405", "431000"], [true, true]],
    ["the province", ["430000"], [true, true]],
    ["the country", ["000000"], [true, true]],
    ["a neighbour district", ["430406"], [false, false]],
  ])("%s", async (_title, regions, expected) => {
    for (const table of tables) {
      const sides = ofSides(await rowsSeen(clerkOf(...regions), table));
      const isForAll = FOR_ALL_STAFF.has(table.name) || FOR_EVERYBODY.has(table.name);
      expect(sides, table.name).toEqual(isForAll ? [true, true] : expected);
    }
  });

  test("a code that is none, and one made to break out, show nothing", async () => {
    const person = tables.find(({ name }) => name === "people.person") as LimitedTable;
    for (const region of ["4304", "", "%", "43____", "430405') or true --", "\\", "{430405}"]) {
      expect(await rowsSeen(clerkOf(region), person), region).toEqual([]);
    }
  });
});

test("an institution sees its own rows and its patients', in every table", async () => {
  for (const table of limited()) {
    const isHidden = OF_THE_BUREAU.test(table.name) || NOT_FOR_INSTITUTIONS.has(table.name);
    for (const side of [HERE, THERE]) {
      const sides = ofSides(await rowsSeen(institutionUser(side.text), table));
      expect(sides, table.name).toEqual(isHidden ? [false, false] : only(side));
    }
    expect(await rowsSeen(institutionUser("H-nobody"), table), table.name).toEqual([]);
  }
});

test("an insured person sees their own rows, in every table", async () => {
  for (const table of limited()) {
    const isHidden = OF_THE_BUREAU.test(table.name) || NOT_FOR_THE_INSURED.test(table.name);
    for (const side of [HERE, THERE]) {
      const sides = ofSides(await rowsSeen(insured(side.text), table));
      expect(sides, table.name).toEqual(isHidden ? [false, false] : only(side));
    }
    expect(await rowsSeen(insured("P-nobody"), table), table.name).toEqual([]);
  }
});

function only(side: Side): readonly boolean[] {
  return [side === HERE, side === THERE];
}

test("nothing told, nothing seen: the public, the system's keepers, new sessions", async () => {
  const callers = [
    PUBLIC_CALLER,
    staff(["administrator"]),
    staff(["security-officer"]),
    staff(["auditor"]),
    staff(["agency-clerk"], { rights: new Set(), must_enrol: true }),
    institutionUser(""),
    insured(""),
  ];
  for (const caller of callers) {
    for (const table of limited()) {
      expect(await rowsSeen(caller, table), `${caller.roles} ${table.name}`).toEqual([]);
    }
  }
});

test("what is public is seen by all; files that were taken back only by the office", async () => {
  const files = tables.find(({ name }) => name === "publication.public_file") as LimitedTable;
  for (const table of tables.filter(({ name }) => FOR_EVERYBODY.has(name))) {
    for (const caller of [PUBLIC_CALLER, insured("P-nobody"), institutionUser("H-nobody")]) {
      expect(ofSides(await rowsSeen(caller, table)), table.name).toEqual([true, true]);
    }
  }
  const { store } = database;
  const takeBack = "update publication.public_disclosure set withdrawn_at = $1 where region = $2";
  await store.query(takeBack, [new Date("2026-01-01"), HERE.region]);
  expect(ofSides(await rowsSeen(PUBLIC_CALLER, files))).toEqual([false, true]);
  expect(ofSides(await rowsSeen(insured(HERE.text), files))).toEqual([false, true]);
  expect(ofSides(await rowsSeen(clerkOf("430405"), files))).toEqual([true, true]);
  expect(ofSides(await rowsSeen(clerkOf("431000"), files))).toEqual([false, true]);
  await store.query(takeBack, [null, HERE.region]);
});

test("drafts of policy are for staff; what is or was in force is for everybody", async () => {
  const { store } = database;
  const fresh = await freshDatabase();
  try {
    const hash = (digit: string): string => digit.repeat(64);
    await fresh.store.query(
      `insert into policy_library.pack_version (content_hash, region_code, version_number, folder,
         name, files, recorded_at)
       select hash, '430400', number, 'x', 'x', '{}', now()
         from unnest($1::text[], $2::int[]) as rows (hash, number)`,
      [
        [hash("a"), hash("b")],
        [1, 2],
      ],
    );
    await fresh.store.query(
      `insert into policy_library.pack_event (content_hash, region_code, kind, person, recorded_at,
         effective_from) values ($1, '430400', 'shipped', 'x', now(), null),
         ($2, '430400', 'drafted', 'x', now(), null)`,
      [hash("a"), hash("b")],
    );
    const versions = (caller: Caller) =>
      readAs(fresh.store, caller, async (client) => {
        const { rows } = await client.query<{ content_hash: string }>(
          "select content_hash from policy_library.pack_version order by 1",
        );
        return rows.map(({ content_hash }) => content_hash.slice(0, 1));
      });
    expect(await versions(PUBLIC_CALLER)).toEqual(["a"]);
    expect(await versions(insured("P1"))).toEqual(["a"]);
    expect(await versions(clerkOf("430405"))).toEqual(["a", "b"]);
  } finally {
    await fresh.drop();
  }
  expect(store).toBe(database.store);
});

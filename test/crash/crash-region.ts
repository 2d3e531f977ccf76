import { type CivilDate, certificateCheckCharacter, fenFromYuan } from "../../src/kernel/index.ts";
import { importPeople } from "../../src/people/index.ts";
import { loadRegion, type Region } from "../../src/policy/index.ts";
import { depositToAccounts } from "../../src/settlement/index.ts";
import { migrate, openStore, type Store } from "../../src/store/index.ts";
import { loadSmallRegion, type SmallPerson } from "../support/small-region.ts";

/** The small region with a crowd of employees, in a data folder of its own. */

export const REGION_CODE = "430400";
const OPENING_YUAN = "500.00";

/** People who buy, visit and stay; every hospital knows them. */
export function crowd(count: number): readonly SmallPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const first17 = `99999919800101${String((index + 100) * 2 + 1).padStart(3, "0")}`;
    return {
      psn_no: `CP${String(index + 1).padStart(4, "0")}`,
      psn_name: `众人${index + 1}`,
      certno: first17 + certificateCheckCharacter(first17),
      sex: "1" as const,
      born: "1980-01-01",
    };
  });
}

export interface FilledFolder {
  /** Balance of each person of the crowd, fen. */
  readonly opening_fen: ReadonlyMap<string, number>;
  /** The database server's own files. */
  readonly cluster: string;
}

/**
 * Makes the database in the folder, fills it, and stops it again. `spoil` is SQL that makes it
 * worse than it is, for a test of who is to notice.
 */
export async function fillFolder(
  data: string,
  people: readonly SmallPerson[],
  spoil: string | null = null,
): Promise<FilledFolder> {
  const store = await openStore({ dataDir: data, log: () => undefined });
  try {
    await migrate(store);
    const region = loadRegion(REGION_CODE);
    await loadSmallRegion(store, region);
    await importCrowd(store, region, people);
    if (spoil !== null) await store.query(spoil);
    const opening = fenFromYuan(OPENING_YUAN) as number;
    const cluster = store.embedded?.dataDir as string;
    return { opening_fen: new Map(people.map(({ psn_no }) => [psn_no, opening])), cluster };
  } finally {
    await store.close();
  }
}

async function importCrowd(
  store: Store,
  region: Region,
  people: readonly SmallPerson[],
): Promise<void> {
  const persons = people.map(({ psn_no, certno, psn_name, sex, born }) =>
    [psn_no, certno, psn_name, sex, born].join(","),
  );
  const enrolments = people.map(
    ({ psn_no }) => `${psn_no},310,2020-01-01,,11,working,,,430405,演示一厂`,
  );
  const header =
    "person_no,insutype,valid_from,valid_to,person_type,employment_status," +
    "civil_servant_rank,state,insured_region,employer_name";
  const files = {
    persons: ["person_no,certificate_no,name,sex,born", ...persons, ""].join("\n"),
    enrolments: [header, ...enrolments, ""].join("\n"),
  };
  for (const kind of ["persons", "enrolments"] as const) {
    const { refused } = await importPeople(store, kind, files[kind]);
    if (refused.length > 0) throw new Error(`${kind}: ${JSON.stringify(refused[0])}`);
  }
  await depositToAccounts(
    store,
    region,
    people.map(({ psn_no }) => ({
      person_no: psn_no,
      date: "2023-01-01" as CivilDate,
      amount_fen: fenFromYuan(OPENING_YUAN),
      memo: "期初",
      reference: `opening ${psn_no}`,
    })),
  );
}

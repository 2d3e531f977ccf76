import {
  type DemoWalks,
  openDemoWalks,
  type WalkLine,
  type WalkPerson,
} from "../../src/workbench/index.ts";
import type { SmallPlatform } from "./small-platform.ts";
import { LEVEL1, LEVEL3, ownCode, PEOPLE, PHARMACY, type SmallPerson } from "./small-region.ts";

/** What a visitor may settle in the small region. */
export function smallWalks(platform: SmallPlatform): DemoWalks {
  const { store, institutions, dispatcher, region } = platform;
  return openDemoWalks({
    ...{ store, institutions, dispatcher, region: region.value.code, clock: () => platform.now },
    cast: {
      diagnosis: { diag_code: "J06.900", diag_name: "急性上呼吸道感染" },
      people: [
        walker(PEOPLE.worker, "310", "working", {}),
        walker(PEOPLE.official, "310", "working", { civil_servant_rank: "county" }),
        walker(PEOPLE.resident, "390", "resident", { insured_region: "430421" }),
        walker(PEOPLE.destitute, "390", "resident", {
          ...{ identities: ["extreme-poverty"], insured_region: "430422" },
        }),
      ],
      visits: [
        { key: "outpatient", kind: "outpatient", institution_code: LEVEL1, lines: PRESCRIPTION },
        { key: "inpatient", kind: "inpatient", institution_code: LEVEL3, lines: STAY },
        { key: "pharmacy", kind: "pharmacy", institution_code: PHARMACY, lines: PURCHASE },
      ],
    },
  });
}

function walker(
  { psn_no, psn_name, certno }: SmallPerson,
  insutype: string,
  status: string,
  more: Partial<WalkPerson>,
): WalkPerson {
  const who = { person_no: psn_no, name: psn_name, certificate_no: certno };
  const plain = { identities: [], civil_servant_rank: null, insured_region: "430405" };
  return { ...who, insutype, status, ...plain, ...more };
}

function line(
  item_code: string,
  name: string,
  of: WalkLine["class"],
  [first_share, price, quantity]: readonly [string, string, number],
): WalkLine {
  const item = { item_code, own_code: ownCode(item_code), name, class: of };
  return { ...item, first_share, price, quantity };
}

const TABLETS = line("SRX0001", "演示甲类片剂", "A", ["0.00", "32.50", 20]);
const SHARED = line("SRX0003", "演示乙类片剂", "B", ["0.10", "48.00", 10]);
const OWN = line("SRX0007", "演示自费药", "C", ["0.00", "66.00", 1]);
const PRESCRIPTION = [TABLETS, SHARED, OWN];
const PURCHASE = [SHARED, OWN];
const STAY = [
  line("SRS0003", "演示检查费", "B", ["0.10", "860.00", 2]),
  line("SRS0004", "演示手术费", "A", ["0.00", "4200.00", 1]),
  line("SRC0001", "演示耗材", "B", ["0.15", "1800.00", 2]),
  ...PRESCRIPTION,
];

import type { DemoManifest, ManifestItem, ManifestPerson } from "../demo/index.ts";
import { fenFromYuan } from "../kernel/index.ts";
import type { WalkCast, WalkLine, WalkPerson, WalkVisit } from "../workbench/index.ts";

/** Whom and what the newcomer's walk offers, out of the demo region. */
export function walkCast(manifest: DemoManifest): WalkCast {
  const [diagnosis = { diag_code: "", diag_name: "" }] = manifest.diseases;
  return { diagnosis, people: walkPeople(manifest.people), visits: walkVisits(manifest) };
}

/** Not the first of each kind: those are whom `yibao demo` plays hospital with. */
const SECOND = 1;

function walkPeople(people: readonly ManifestPerson[]): readonly WalkPerson[] {
  const plain = people.filter(
    ({ psn_insu_stas, diseases, filings }) =>
      psn_insu_stas === "1" && diseases.length === 0 && filings.length === 0,
  );
  const kinds: readonly ((one: ManifestPerson) => boolean)[] = [
    (one) => one.status === "working" && isOrdinary(one),
    (one) => one.status === "retired" && isOrdinary(one),
    (one) => one.status === "working" && one.civil_servant !== null,
    (one) => one.status === "resident" && isOrdinary(one) && one.relatives.length === 0,
    (one) => one.status === "resident" && one.identities.includes("extreme-poverty"),
    (one) => one.status === "resident" && one.identities.includes("low-income-edge"),
  ];
  return kinds.flatMap((kind) => {
    const found = plain.filter(kind);
    const one = found[SECOND] ?? found[0];
    return one === undefined ? [] : [walkPerson(one)];
  });
}

function isOrdinary({ identities, civil_servant }: ManifestPerson): boolean {
  return identities.length === 0 && civil_servant === null;
}

function walkPerson(one: ManifestPerson): WalkPerson {
  return {
    person_no: one.psn_no,
    certificate_no: one.certno,
    name: one.psn_name,
    insutype: one.insutype,
    status: one.status,
    identities: one.identities,
    civil_servant_rank: one.civil_servant,
    insured_region: one.insuplc_admdvs,
  };
}

/** What is charged: an item of a list and a class between two prices in yuan, so many of it. */
interface Wanted {
  readonly list: string;
  readonly class: WalkLine["class"];
  readonly least: number;
  readonly most: number;
  readonly quantity: number;
}

const wanted = (
  list: string,
  item_class: Wanted["class"],
  [least, most]: readonly [number, number],
  quantity: number,
): Wanted => ({ list, class: item_class, least, most, quantity });

const PRESCRIPTION: readonly Wanted[] = [
  wanted("101", "A", [20, 40], 12),
  wanted("101", "B", [30, 70], 10),
  wanted("101", "C", [20, 60], 2),
  wanted("2", "A", [30, 120], 2),
];

const WARD: readonly Wanted[] = [
  wanted("2", "B", [80, 130], 8),
  wanted("101", "A", [20, 40], 30),
  wanted("101", "B", [30, 70], 20),
  wanted("2", "A", [100, 900], 2),
];

const OPERATION: readonly Wanted[] = [
  ...WARD,
  wanted("101", "A", [300, 1_600], 6),
  wanted("3", "B", [200, 3_000], 2),
  wanted("101", "C", [600, 1_200], 1),
];

const PURCHASE: readonly Wanted[] = [
  wanted("101", "A", [20, 40], 2),
  wanted("101", "B", [30, 70], 2),
];

interface Plan {
  readonly kind: WalkVisit["kind"];
  readonly level: string;
  readonly lines: readonly Wanted[];
}

const PLANS: readonly Plan[] = [
  { kind: "outpatient", level: "level2", lines: PRESCRIPTION },
  { kind: "inpatient", level: "level3", lines: OPERATION },
  { kind: "inpatient", level: "primary", lines: WARD },
  { kind: "pharmacy", level: "pharmacy", lines: PURCHASE },
];

function walkVisits({ institutions, items }: DemoManifest): readonly WalkVisit[] {
  return PLANS.flatMap(({ kind, level, lines }) => {
    const found = institutions.find((one) => one.level === level && one.agreement === "active");
    if (found === undefined) return [];
    const { fixmedins_code: institution_code } = found;
    const charged = lines.flatMap((line) => walkLine(items, line));
    return [{ key: `${kind}-${level}`, kind, institution_code, lines: charged }];
  });
}

function walkLine(items: readonly ManifestItem[], want: Wanted): readonly WalkLine[] {
  const found = items.find(
    ({ list_type, class: of, price }) =>
      list_type.startsWith(want.list) &&
      of === want.class &&
      fenFromYuan(price) >= fenFromYuan(want.least) &&
      fenFromYuan(price) <= fenFromYuan(want.most),
  );
  if (found === undefined) return [];
  return [
    {
      ...{ item_code: found.hilist_code, own_code: found.medins_list_codg },
      ...{ name: found.hilist_name, class: want.class, first_share: found.first_share },
      ...{ price: found.price, quantity: want.quantity },
    },
  ];
}

import {
  addDays,
  type CivilDate,
  certificateCheckCharacter,
  type Fen,
  fen,
} from "../../src/kernel/index.ts";
import { IDENTITY_KINDS } from "../../src/policy/index.ts";
import { type Chance, chanceOf } from "./random.ts";
import type { Dated, EnrolmentPlan, Household, PersonPlan, WorldSize } from "./world.ts";
import { REGION } from "./world.ts";

/** People of every kind, in households of one to three. */

interface Making extends WorldSize {
  readonly first_day: CivilDate;
}

const SURNAMES = "甲乙丙丁戊己庚辛壬癸";
const ELSEWHERE = "430100";

export function makeHouseholds(making: Making): Household[] {
  const households: Household[] = [];
  const sizes = chanceOf(making.seed, "households");
  for (let left = making.people; left > 0; ) {
    const number = households.length + 1;
    const size = Math.min(
      left,
      sizes.weighted([
        [5, 1],
        [3, 2],
        [2, 3],
      ] as const),
    );
    households.push(makeHousehold(making, number, size));
    left -= size;
  }
  return households;
}

function makeHousehold(making: Making, number: number, size: number): Household {
  const chance = chanceOf(making.seed, "household", number);
  const people: PersonPlan[] = [];
  for (let place = 0; place < size; place += 1) {
    const known = people.filter((person) => person.registered_at === null);
    const earlier = known.map(({ person_no }) => person_no);
    people.push(makePerson(making, chance, number, place, earlier));
  }
  return { number, people };
}

function makePerson(
  making: Making,
  chance: Chance,
  number: number,
  place: number,
  earlier: readonly string[],
): PersonPlan {
  const { first_day, days } = making;
  // No two are born on one day: so no two certificate numbers are the same.
  const born = addDays("1940-01-01" as CivilDate, ((number * 3 + place) * 7_919) % 27_000);
  const sex = chance.pick(["1", "2"] as const);
  const employee = chance.percent(60);
  const late = chance.percent(6);
  return {
    person_no: `S${String(number).padStart(5, "0")}${place}`,
    name: `${SURNAMES[number % SURNAMES.length]}模拟${number}${"一二三"[place]}`,
    certificate_no: certificateNo(born, number * 3 + place, sex),
    sex,
    born,
    registered_at: late
      ? { day: chance.between(1, Math.max(1, Math.min(20, days - 1))), slot: chance.between(1, 3) }
      : null,
    enrolments: [enrolment(chance, employee, first_day, born)],
    identities: chance.percent(30) ? [identity(chance, first_day, days)] : [],
    certificates: certificates(chance, employee, first_day),
    filings: filings(chance, first_day, days),
    relatives: relatives(chance, first_day, earlier),
    opening_fen: fen(employee ? chance.between(1, 300_000) : 0) as Fen,
    monthly_fen: fen(employee ? chance.between(2_000, 60_000) : 0) as Fen,
  };
}

/** Region 999999 does not exist: the number belongs to nobody. */
function certificateNo(born: CivilDate, serial: number, sex: "1" | "2"): string {
  const order = String(((serial * 2) % 998) + (sex === "1" ? 1 : 0)).padStart(3, "0");
  const first17 = `999999${born.replaceAll("-", "")}${order}`;
  return first17 + certificateCheckCharacter(first17);
}

function enrolment(
  chance: Chance,
  employee: boolean,
  first_day: CivilDate,
  born: CivilDate,
): EnrolmentPlan {
  const retired = born < "1963-01-01" && chance.percent(80);
  const status = employee ? (retired ? "retired" : "working") : "resident";
  const type = { working: "11", retired: "12", resident: "15" };
  return {
    insutype: employee ? "310" : "390",
    person_type: type[status],
    status,
    rank: employee && chance.percent(15) ? chance.pick(["section", "county", "department"]) : null,
    state: chance.percent(3) ? "2" : "1",
    region: chance.percent(3) ? ELSEWHERE : REGION,
    // Some are enrolled only in a while: until then nothing is paid.
    from: addDays(
      first_day,
      chance.percent(5) ? chance.between(1, 10) : -chance.between(30, 2_000),
    ),
    to: null,
  };
}

function identity(chance: Chance, first_day: CivilDate, days: number) {
  const from = addDays(first_day, chance.between(-200, Math.max(1, days - 1)));
  const to = chance.percent(40) ? addDays(from, chance.between(5, 300)) : null;
  return { kind: chance.pick(IDENTITY_KINDS), from, to };
}

const CHRONIC = ["hypertension", "diabetes", "copd", "dialysis", "cancer-therapy"] as const;

function certificates(chance: Chance, employee: boolean, first_day: CivilDate) {
  if (!chance.percent(45)) return [];
  const among = employee ? CHRONIC : chance.pick([CHRONIC, ["hypertension", "diabetes"] as const]);
  const from = addDays(first_day, -chance.between(1, 300));
  const disease = chance.pick<string>(among);
  const to = chance.percent(20) ? addDays(first_day, chance.between(1, 40)) : null;
  return [{ disease, from, to }];
}

function filings(chance: Chance, first_day: CivilDate, days: number) {
  if (!chance.percent(20)) return [];
  const from = addDays(first_day, chance.between(-60, Math.max(1, days - 1)));
  const place = chance.pick(["filed-resident", "referred"] as const);
  const region = chance.pick(["430100", "430000"]);
  return [{ place, region, from, to: addDays(from, chance.between(10, 200)) }];
}

function relatives(chance: Chance, first_day: CivilDate, earlier: readonly string[]) {
  return earlier
    .filter(() => chance.percent(70))
    .map((person_no, index): Dated & { readonly person_no: string } => ({
      person_no,
      // Distinct days: the order in which accounts pay is the order of the links.
      from: addDays(first_day, -100 + 10 * index),
      to: chance.percent(20) ? addDays(first_day, chance.between(1, 30)) : null,
    }));
}

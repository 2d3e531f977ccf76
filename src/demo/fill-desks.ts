import { type Caller, ensureDemoAccounts, type RoleId, signIn, signOut } from "../access/index.ts";
import { loadCharts } from "../classification/index.ts";
import { chartKnowledge } from "../department/index.ts";
import { yearOf } from "../kernel/index.ts";
import { sealJournal } from "../ledger/index.ts";
import type { Store } from "../store/index.ts";
import { DEMO_REGION } from "./demo-districts.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import { DESK_DAY, demoPlaces, deskHospitals, momentOf } from "./desk-day.ts";
import { type DeskHospitals, type DeskPlatform, openDeskHospitals } from "./desk-hospital.ts";
import { DEMO_SEED, type DemoRegion } from "./generate-region.ts";
import { playAppeals } from "./play-appeals.ts";
import { playAudits, playFeedback, playJudgements } from "./play-audits.ts";
import { playClaims } from "./play-claims.ts";
import { playClearing, putUpClearing } from "./play-clearing.ts";
import { type DepartmentPlan, playDepartment } from "./play-department.ts";
import { chosenPeople, playFilings, playResidence } from "./play-filings.ts";
import { playMappings } from "./play-mappings.ts";
import { playPolicy } from "./play-policy.ts";

/** Whether the offices of the demo have had something to do. */
export async function areDesksFilled(store: Store): Promise<boolean> {
  const { rows } = await store.query("select 1 from demo.desks where seed = $1", [DEMO_SEED]);
  return rows.length > 0;
}

const STEPS = 8;

/**
 * Gives each office of the filled demo region something to do: what institutions sent, what clerks
 * put up. Whoever decides has not yet. May be repeated after an interruption.
 */
export async function fillDesks(
  platform: DeskPlatform,
  made: DemoRegion,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const { store } = platform;
  let done = 0;
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    done += 1;
    progress(done, STEPS);
    return result;
  };
  await step(playDepartment(store, departmentPlan()));
  const staff = await openStaff(store, made);
  const hospitals = await openDeskHospitals(platform);
  try {
    const senders = deskHospitals(made);
    const audited = await step(playAudits(hospitals, made, senders));
    await step(playFeedback(hospitals, audited));
    await step(playMappings(hospitals, made.items, senders));
    await step(playFilings(hospitals, made, senders));
    await step(playAgency(platform, made, hospitals, await staff("agency-clerk")));
    await playJudgements(store, audited, await staff("supervision-officer"));
    await step(playAppeals(store, audited[0], await staff("institution-user")));
    await step(playPolicy(store, await staff("benefits-officer"), platform.judge ?? null));
  } finally {
    hospitals.close();
  }
  await sealJournal(store);
  await store.query("insert into demo.desks (seed) values ($1) on conflict do nothing", [
    DEMO_SEED,
  ]);
}

/** Its names are those of the demo accounts of the planning and finance office. */
function departmentPlan(): DepartmentPlan {
  return {
    ...{ year: yearOf(DESK_DAY), unit_code: "499001", unit_name: "衡阳市演示医疗保障局" },
    ...{ region: DEMO_REGION, maker: "finance-officer", checker: "finance-reviewer" },
    ...{ last_month: 10, waiting_on: DESK_DAY },
    knows: chartKnowledge(loadCharts()),
  };
}

const CLAIMS = 2;

async function playAgency(
  { store, region }: DeskPlatform,
  made: DemoRegion,
  hospitals: DeskHospitals,
  clerk: Caller,
): Promise<void> {
  const [near, far] = clearingSenders(made);
  const applied = [
    ...(await playClearing(hospitals, store, near, NEAR_APPLICATIONS)),
    ...(await playClearing(hospitals, store, far, FAR_APPLICATIONS)),
  ];
  await putUpClearing(store, applied, clerk);
  await playResidence(store, made, clerk);
  const { catalogue, institutions } = hospitals;
  const claimants = chosenPeople(made).slice(-CLAIMS);
  await playClaims(store, { region, catalogue, institutions }, claimants, clerk);
}

/** The demo's district clerk sees this district alone, and is to have some as well. */
const DISTRICT = "430405";
const NEAR_APPLICATIONS = 4;
const FAR_APPLICATIONS = 10;

type Institutions = readonly DemoInstitution[];

/** Those of the district, and the others. */
function clearingSenders({ institutions }: DemoRegion): readonly [Institutions, Institutions] {
  const active = institutions.filter(({ agreements }) =>
    agreements.every(({ state }) => state === "active"),
  );
  return [
    active.filter(({ region }) => region === DISTRICT),
    active.filter(({ region }) => region !== DISTRICT),
  ];
}

/** Signs the demo accounts in as people do: what they put up is theirs, and in the audit. */
async function openStaff(
  store: Store,
  made: DemoRegion,
): Promise<(role: RoleId) => Promise<Caller>> {
  const moment = momentOf(DESK_DAY, "08:30");
  const accounts = await ensureDemoAccounts(store, moment, demoPlaces(made));
  return async (role) => {
    const found = accounts.find((one) => one.role === role);
    if (found === undefined) throw new Error(`no demo account of ${role}`);
    const from = { is_demo: true, address: "127.0.0.1", agent: "demo" };
    const { caller } = await signIn(store, found, moment, from);
    await signOut(store, caller, moment);
    return caller;
  };
}

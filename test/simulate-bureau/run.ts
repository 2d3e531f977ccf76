import { loadRegion } from "../../src/policy/index.ts";
import { Auditor } from "./auditor.ts";
import { type BureauDesk, happen, openBureau } from "./bureau.ts";
import { type BureauEvent, makeBureauEvents } from "./bureau-events.ts";
import { Calendar, isBefore, type Moment, SLOTS } from "./calendar.ts";
import { Door, type Tamper } from "./door.ts";
import { auditDay } from "./end-of-day.ts";
import { Lane, type Stage, stackOf } from "./lane.ts";
import { makeWorld } from "./make-world.ts";
import { BureauModel } from "./model/bureau-model.ts";
import { RegionPack } from "./region-pack.ts";
import { beginStories } from "./stories/repertoire.ts";
import { Tally } from "./tally.ts";
import { REGION, type WorldSize } from "./world.ts";

/** One run: a world from a seed, lived day by day against a platform, and audited. */

export interface RunOptions extends WorldSize {
  /** An empty database, or one with every migration applied. */
  readonly databaseUrl: string;
  /** Only these households live; everybody else is registered and does nothing. */
  readonly households?: readonly number[];
  /** Only these stories are played. */
  readonly stories?: readonly string[];
  readonly with_faults?: boolean;
  /** The run ends after this day, though the world is made for more. */
  readonly last_day?: number;
  readonly tamper?: Tamper;
  /** Everything is verified every so many days, and on the last; 1 where not given. */
  readonly verify_every?: number;
  /** Called after each day. */
  readonly onDay?: (day: number, tally: Tally) => void;
}

export interface RunResult {
  readonly tally: Tally;
  readonly model: BureauModel;
  readonly first_day: string;
  readonly void_rule: string;
}

/** Lanes that are under way at once: enough for commits to be shared, few enough to be bounded. */
const LANES_AT_ONCE = 48;

/** Who asks for the totals of a day: no household. */
const AUDITOR_LANE = 0;

/** @throws Violation at the first thing that is not as predicted */
export async function runBureau(options: RunOptions): Promise<RunResult> {
  const world = makeWorld(options);
  const calendar = new Calendar(world.first_day);
  const pack = new RegionPack(world.void_rule);
  try {
    const tally = new Tally();
    const model = new BureauModel(world, calendar, loadRegion(pack.folder));
    const door = await openDoor(options, pack, calendar, tally);
    try {
      const auditor = new Auditor(model);
      const with_faults = options.with_faults ?? true;
      const stage: Stage = { world, calendar, auditor, door, tally, with_faults };
      await live(options, stage, { door, model, pack, tally });
      const { first_day, void_rule } = world;
      return { tally, model, first_day, void_rule };
    } finally {
      await door.close();
    }
  } finally {
    pack.remove();
  }
}

async function openDoor(
  { databaseUrl, tamper }: RunOptions,
  pack: RegionPack,
  calendar: Calendar,
  tally: Tally,
): Promise<Door> {
  // A platform that never hears of a notice reads the pack as it is shipped.
  const regionFolder = tamper?.stale_policy ? REGION : pack.folder;
  return Door.open({
    databaseUrl,
    regionFolder,
    clock: () => calendar.now(),
    ...(tamper === undefined ? {} : { tamper }),
    onRetry: () => {
      tally.retried += 1;
    },
  });
}

async function live(options: RunOptions, stage: Stage, desk: BureauDesk): Promise<void> {
  const { world, calendar, tally } = stage;
  await openBureau(desk, world);
  const events = makeBureauEvents(world);
  const lanes = world.households
    .filter(({ number }) => options.households?.includes(number) ?? true)
    .map((household) => new Lane(stage, household));
  const auditing = new Lane(stage, { number: AUDITOR_LANE, people: [] });
  const every = options.verify_every ?? 1;
  const last = Math.min(world.days - 1, options.last_day ?? world.days - 1);
  for (let day = 0; day <= last; day += 1) {
    for (const lane of lanes) {
      beginStories(lane, day, (name) => options.stories?.includes(name) ?? true);
    }
    for (let slot = 0; slot < SLOTS.length; slot += 1) {
      const now = { day, slot };
      await playSlot({ stage, desk, lanes, auditing }, now, takeDue(events, now));
    }
    calendar.set({ day, slot: SLOTS.length });
    const thorough = (day + 1) % every === 0 || day === last;
    await auditDay(stage, auditing, { thorough });
    options.onDay?.(day, tally);
  }
}

function takeDue(events: BureauEvent[], now: Moment): BureauEvent[] {
  const due = events.filter((event) => !isBefore(now, event.at));
  events.splice(0, events.length, ...events.filter((event) => isBefore(now, event.at)));
  return due;
}

interface Players {
  readonly stage: Stage;
  readonly desk: BureauDesk;
  readonly lanes: readonly Lane[];
  readonly auditing: Lane;
}

/** The bureau first, then everybody else; a restart under load falls into what they do. */
async function playSlot(
  { stage, desk, lanes, auditing }: Players,
  now: Moment,
  due: readonly BureauEvent[],
): Promise<void> {
  stage.calendar.set(now);
  const act = async (event: BureauEvent): Promise<void> => {
    try {
      await happen(desk, stage.world, event);
    } catch (error) {
      throw auditing.violation(`the bureau's ${event.kind}`, [stackOf(error)]);
    }
  };
  const under_load = due.filter((event) => event.kind === "restart" && event.under_load);
  for (const event of due) if (!under_load.includes(event)) await act(event);
  await Promise.all([playLanes(lanes, now), ...under_load.map(act)]);
}

/** A bounded number of lanes at once. When one fails the others end what they are at. */
async function playLanes(lanes: readonly Lane[], now: Moment): Promise<void> {
  const failures: { readonly number: number; readonly error: unknown }[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let lane = lanes[next++]; lane && failures.length === 0; lane = lanes[next++]) {
      const { number } = lane.household;
      await lane.play(now).catch((error: unknown) => failures.push({ number, error }));
    }
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, work));
  failures.sort((a, b) => a.number - b.number);
  if (failures[0] !== undefined) throw failures[0].error;
}

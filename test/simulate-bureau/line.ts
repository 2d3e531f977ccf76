import type { Answer } from "./auditor.ts";
import { type Moment, SLOTS } from "./calendar.ts";
import { reversal } from "./compose.ts";
import type { Lane } from "./lane.ts";
import type { Message } from "./messages.ts";
import type { Chance } from "./random.ts";
import { institutionTime } from "./wire.ts";
import type { InstitutionPlan } from "./world.ts";

/**
 * The line between an institution and the platform, with everything that goes wrong on it, and
 * what the institution's software then does: asks again, takes back (2601) and does it anew.
 */

export interface Scene {
  readonly lane: Lane;
  readonly chance: Chance;
  /** Sends with whatever fault is drawn, and returns what the institution learns in the end. */
  call(institution: InstitutionPlan, infno: string, input: unknown): Promise<Answer>;
  /** Two messages in the wrong order: the second comes first, and is sent again after the first. */
  reordered(first: Message, second: Message): Promise<readonly [Answer, Answer]>;
  message(institution: InstitutionPlan, infno: string, input: unknown): Message;
  /** So many slots from now. */
  after(slots: number): Moment;
  /** Some slot of a day so many days from now. */
  inDays(days: number): Moment;
}

export function sceneOf(lane: Lane, chance: Chance): Scene {
  const { calendar } = lane.stage;
  const message = (institution: InstitutionPlan, infno: string, input: unknown): Message => ({
    infno,
    msgid: newMessageId(lane, institution),
    institution,
    input,
  });
  const scene: Scene = {
    lane,
    chance,
    message,
    call: (institution, infno, input) => send(scene, message(institution, infno, input)),
    async reordered(first, second) {
      lane.fault("reordered");
      await lane.deliver(second);
      const before = await lane.deliver(first);
      return [before, await lane.deliver(second)];
    },
    after: (slots) => {
      const slot = calendar.moment.slot + slots;
      const day = calendar.moment.day + Math.floor(slot / SLOTS.length);
      return { day, slot: slot % SLOTS.length };
    },
    inDays: (days) => ({ day: calendar.moment.day + days, slot: chance.below(SLOTS.length) }),
  };
  return scene;
}

/** Institution, its own time to the hour, lane, running number: thirty characters. */
function newMessageId(lane: Lane, institution: InstitutionPlan): string {
  const own = institutionTime(institution.skew_minutes, lane.stage.calendar.now());
  if (institution.skew_minutes !== 0) lane.stage.tally.fault("clock skew");
  const stamp = own.toISOString().replace(/[-T:]/g, "").slice(2, 10);
  const household = String(lane.household.number).padStart(4, "0");
  return `${institution.code}${stamp}${household}${String(lane.nextSerial()).padStart(6, "0")}`;
}

type Fault = (scene: Scene, message: Message) => Promise<Answer>;

const FAULTS: readonly (readonly [weight: number, fault: Fault | null])[] = [
  [820, null],
  [30, twiceAtOnce],
  [30, againLater],
  [25, requestLost],
  [40, replyLost],
  [20, contentChanged],
  [25, delayed],
];

async function send(scene: Scene, message: Message): Promise<Answer> {
  // Drawn in any case: a run without faults draws the same for the rest.
  const fault = scene.chance.weighted(FAULTS);
  if (fault === null || !scene.lane.stage.with_faults) return scene.lane.deliver(message);
  return fault(scene, message);
}

async function twiceAtOnce({ lane }: Scene, message: Message): Promise<Answer> {
  lane.fault("duplicate at once");
  return lane.deliverTwice(message);
}

/** The same message comes again, hours or a day later; what it says by then may be refused. */
async function againLater(scene: Scene, message: Message): Promise<Answer> {
  const { lane, chance } = scene;
  lane.fault("duplicate later");
  const answer = await lane.deliver(message);
  const at = chance.percent(50) ? scene.after(chance.between(1, 4)) : scene.inDays(1);
  lane.later(at, () => arriveLate(scene, message));
  return answer;
}

async function requestLost(scene: Scene, message: Message): Promise<Answer> {
  scene.lane.fault("request lost");
  return withoutAnswer(scene, message);
}

async function replyLost(scene: Scene, message: Message): Promise<Answer> {
  scene.lane.fault("reply lost");
  await scene.lane.deliver(message);
  return withoutAnswer(scene, message);
}

const REVERSIBLE = ["2102", "2207", "2304", "2401"];

/** No answer came: the same again, or (where it can be) taken back and done anew. */
async function withoutAnswer(scene: Scene, message: Message): Promise<Answer> {
  const { lane, chance } = scene;
  if (!REVERSIBLE.includes(message.infno) || chance.percent(50)) return lane.deliver(message);
  await takeBack(scene, message);
  // A message that was taken back must never come to life again.
  if (chance.percent(30)) lane.later(scene.after(2), () => arriveLate(scene, message));
  return lane.deliver(scene.message(message.institution, message.infno, message.input));
}

async function takeBack(scene: Scene, message: Message): Promise<Answer> {
  const input = reversal(message);
  const undo = scene.message(message.institution, "2601", input);
  return scene.chance.percent(15) ? scene.lane.deliverTwice(undo) : scene.lane.deliver(undo);
}

/** A member of each transaction that is read, and what a careless program might send instead. */
const CHANGES: Readonly<Record<string, readonly [was: string, is: string]>> = {
  "2102": ['"invono":"INV-1"', '"invono":"INV-9"'],
  "2201": ['"dept_name":"全科"', '"dept_name":"他科"'],
  "2203": ['"dise_name":"演示病"', '"dise_name":"他病"'],
  "2204": ['"memo":"备注"', '"memo":"另注"'],
  "2207": ['"invono":"INV-2"', '"invono":"INV-9"'],
  "2301": ['"memo":"备注"', '"memo":"另注"'],
  "2304": ['"invono":"INV-2"', '"invono":"INV-9"'],
  "2401": ['"adm_bed":"12"', '"adm_bed":"13"'],
};

/** The same message id with other content, as software does that counts its messages wrongly. */
async function contentChanged({ lane }: Scene, message: Message): Promise<Answer> {
  const answer = await lane.deliver(message);
  const change = CHANGES[message.infno];
  if (change === undefined) return answer;
  lane.fault("content changed");
  const input = JSON.parse(JSON.stringify(message.input).replace(...change)) as unknown;
  const again = await lane.deliver({ ...message, input });
  // What was refused leaves nothing behind, so the second may have been the first to be accepted.
  return answer.accepted ? answer : again;
}

/** The message hangs somewhere; meanwhile the institution has given it up. Then it arrives. */
async function delayed(scene: Scene, message: Message): Promise<Answer> {
  const { lane, chance } = scene;
  lane.fault("delayed");
  const reversible = REVERSIBLE.includes(message.infno);
  if (reversible) await takeBack(scene, message);
  const sent = reversible
    ? scene.message(message.institution, message.infno, message.input)
    : message;
  const answer = await lane.deliver(sent);
  const at = chance.percent(50) ? scene.after(chance.between(1, 5)) : scene.inDays(1);
  lane.later(at, () => arriveLate(scene, message));
  return answer;
}

/** Arrives when nobody waits for it: what it did that nobody wanted is taken back when found. */
async function arriveLate(scene: Scene, message: Message): Promise<void> {
  const { lane } = scene;
  const late = await lane.deliver(message);
  const unwanted = late.outcome === "accepted" && REVERSIBLE.includes(message.infno);
  if (unwanted) lane.later(scene.after(1), () => takeBack(scene, message));
}

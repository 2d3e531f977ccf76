import type { Fen } from "../../../kernel/index.ts";
import { hundredthsOfPercent, percentText, stepsOf, stepsText } from "../../printed-money.ts";
import type { Place } from "../figures.ts";
import { addressIn, placeIn, type Scope, type Slot, type SlotCall } from "../scope.ts";
import { reasonFor } from "./reasons.ts";

/** This year against the last, actual against budget: words, amounts and rates. */

interface Move {
  /** In units of the last printed digit, signed. */
  readonly steps: number;
  readonly prior_steps: number;
}

/** What a call names as its base: 预算, else the year before. */
function baseIn({ arguments: words }: SlotCall): "budget" | "prior" {
  return words.includes("预算") ? "budget" : "prior";
}

/** Null where nothing is known of the base. */
export function moveOf(
  place: Place,
  { figures, money }: Scope,
  base: "budget" | "prior" = "prior",
): Move | null {
  const [now, before] = [figures.money(place), figures[base](place)];
  if (now === null || before === null) return null;
  const prior_steps = stepsOf(before, money);
  return { steps: stepsOf(now, money) - prior_steps, prior_steps };
}

/** Words for more and less: of amounts 增加 and 减少, of rates as the province has it. */
const RATE_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  增长下降: ["增长", "下降"],
  增加减少: ["增加", "减少"],
  增长降低: ["增长", "降低"],
  增长减少: ["增长", "减少"],
};

function amountText(move: Move, { money }: Scope): string {
  const word = move.steps > 0 ? "增加" : "减少";
  return `${word}${stepsText(Math.abs(move.steps), money)}${money.unit}`;
}

/** `下降54.17%`; null against nothing, for which there is no rate. */
function rateText(move: Move, style: string): string | null {
  const [more, less] = RATE_WORDS[style] ?? (RATE_WORDS.增长下降 as readonly [string, string]);
  if (move.prior_steps <= 0) return null;
  const hundredths = hundredthsOfPercent(Math.abs(move.steps), move.prior_steps);
  return hundredths === null ? null : `${move.steps > 0 ? more : less}${percentText(hundredths)}`;
}

/** `{versus address style [预算]|words before the change|words where there is none}`. */
const versus: Slot = (call) => {
  const [, style = "增长下降"] = call.arguments;
  const move = moveOf(placeIn(call.arguments[0], call.scope), call.scope, baseIn(call));
  if (move === null) return null;
  const [lead, same] = call.bodies;
  if (move.steps === 0) return call.fill(same ?? []);
  const rate = style === "无" ? null : rateText(move, style);
  const text = `${amountText(move, call.scope)}${rate === null ? "" : `，${rate}`}`;
  return `${call.fill(lead ?? []) ?? ""}${text}`;
};

/** As `versus`, with the rate alone where there is one: 增加46.19%. */
const rateVersus: Slot = (call) => {
  const [, style = "增加减少"] = call.arguments;
  const move = moveOf(placeIn(call.arguments[0], call.scope), call.scope);
  if (move === null) return null;
  const [lead, same] = call.bodies;
  if (move.steps === 0) return call.fill(same ?? []);
  const text = rateText(move, style) ?? amountText(move, call.scope);
  return `${call.fill(lead ?? []) ?? ""}${text}`;
};

/** 增加 or 减少; no value where nothing changed. */
const move: Slot = (call) => {
  const found = moveOf(placeIn(call.arguments[0], call.scope), call.scope, baseIn(call));
  if (found === null || found.steps === 0) return null;
  const [more, less] = RATE_WORDS[call.arguments[1] ?? "增加减少"] ?? ["增加", "减少"];
  return found.steps > 0 ? more : less;
};

/** The reason of a change, where there is a change and a reason is given. */
const why: Slot = (call) => {
  const argument = addressIn(call.arguments[0] ?? "", call.scope);
  const place = placeIn(call.arguments[0], call.scope);
  const base = baseIn(call);
  const found = moveOf(place, call.scope, base);
  if (found === null || found.steps === 0) return null;
  const reason = base === "budget" ? reasonFor(argument, "actual", call.scope) : null;
  return reason ?? reasonFor(argument, "change", call.scope);
};

const GAP_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  大于小于: ["大于", "小于"],
  高于低于: ["高于", "低于"],
};

/** `{gap address words|where they differ, with {word} and {reason}|where they are equal}`. */
const gap: Slot = (call: SlotCall) => {
  const { scope } = call;
  const place = placeIn(call.arguments[0], scope);
  const [now, planned] = [scope.figures.money(place), scope.figures.budget(place)];
  if (now === null || planned === null) return null;
  const steps = stepsOf(now as Fen, scope.money) - stepsOf(planned, scope.money);
  const [differing, equal] = call.bodies;
  if (steps === 0) return call.fill(equal ?? []);
  const words = GAP_WORDS[call.arguments[1] ?? "大于小于"] ?? ["大于", "小于"];
  const address = addressIn(call.arguments[0] ?? "", scope);
  const reason = reasonFor(address, "actual", scope);
  if (reason === null) scope.wants.reason(reasonAddress(place));
  const word = (steps > 0 ? words[0] : words[1]) as string;
  return call.fill(differing, { word, reason: reason ?? "" });
};

function reasonAddress({ topic, row }: Place): string {
  return `${topic}[${row}].actual`;
}

export const CHANGE_SLOTS: Readonly<Record<string, Slot>> = {
  versus,
  "rate-versus": rateVersus,
  move,
  why,
  gap,
};

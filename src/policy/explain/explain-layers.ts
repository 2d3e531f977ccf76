import type { Layer } from "../benefit.ts";
import { applies } from "../layers/context.ts";
import { beforeFunds } from "./explain-before-funds.ts";
import { fundLayer } from "./explain-fund.ts";
import type { LayerSteps, StepsOfPart } from "./step-parts.ts";
import type { Draft, Telling, Way } from "./telling.ts";
import { money } from "./words.ts";

/** The layers of a part in the order of its benefit, those that paid nothing included. */
export function layerSentences(telling: Telling, part: StepsOfPart): void {
  const scope = part.person?.step.base_fen ?? 0;
  const alone = part.lines.reduce(
    (sum, { step }) => sum + (step.kind === "line-paid-alone" ? step.result_fen : 0),
    0,
  );
  const common = scope - alone;
  const way: Way = {
    common,
    left: common,
    payable: common,
    over_cap: 0,
    alone,
    funds: 0,
    minus: [],
  };
  for (const { title, layer, steps } of layersInOrder(telling, part)) {
    const drafts = steps === null ? absent(telling, way, layer, title) : [];
    if (steps !== null) {
      const beforeAnyFund = steps[0]?.step.considers === null;
      drafts.push(
        ...(beforeAnyFund
          ? beforeFunds(telling, way, layer, steps)
          : fundLayer(telling, way, { title, layer }, steps)),
      );
    }
    for (const { text, sources } of drafts) telling.say(title, text, sources);
  }
  personSentences(telling, part, way);
}

interface LayerToTell {
  readonly title: string;
  /** Null where the region's packs do not have it any more. */
  readonly layer: Layer | null;
  readonly steps: LayerSteps | null;
}

function layersInOrder({ words, benefit, facts }: Telling, part: StepsOfPart): LayerToTell[] {
  const told = part.layers.map((steps): LayerToTell => {
    const step = steps[0]?.step;
    const layer = benefit?.layers.find((one) => one.layer === step?.layer) ?? null;
    return { title: layer ? words.title(layer) : (step?.title ?? ""), layer, steps };
  });
  if (benefit === null || told.some(({ layer }) => layer === null)) return told;
  const context = { region: words.region, day: facts.care_date };
  return benefit.layers
    .filter((layer) => applies(context, layer.when))
    .map((layer) => {
      const known = told.find((one) => one.layer === layer);
      return known ?? { title: words.title(layer), layer, steps: null };
    });
}

/** Why a layer of the benefit has no step: nobody should wonder whether it was forgotten. */
function absent({ words }: Telling, way: Way, layer: Layer | null, title: string): Draft[] {
  if (layer?.kind !== "share" && layer?.kind !== "bands") return [];
  const left = {
    payable: way.payable,
    "over-cap": way.over_cap,
    "personal-in-scope": way.left,
    "paid-alone": way.alone,
  }[layer.considers];
  if (left > 0) {
    return [{ text: words.phrases.notThisLayer(title, "not-covered"), sources: [layer.source] }];
  }
  if (layer.considers === "paid-alone") return [];
  const why = layer.considers === "over-cap" ? "no-over-cap" : "nothing-left";
  return [{ text: words.phrases.notThisLayer(title, why), sources: [] }];
}

/** What the person bears in scope, and what accounts pay of all that is left. */
function personSentences({ words, benefit, say }: Telling, part: StepsOfPart, way: Way): void {
  const { phrases } = words;
  if (part.person !== null) {
    const { base_fen, result_fen, source } = part.person.step;
    const [scope, person] = [money(words, base_fen), money(words, result_fen)];
    say(phrases.headings.person, phrases.personInScope(scope, money(words, way.funds), person), [
      source,
    ]);
  }
  const layer = benefit?.layers.find(({ kind }) => kind === "account");
  for (const { step } of part.accounts) {
    const relation = step.to === "account:mutual" ? "mutual" : "own";
    const [balance, paid] = [money(words, step.base_fen), money(words, step.result_fen)];
    const title = layer ? words.title(layer) : step.title;
    say(title, phrases.account(relation, balance, paid), [step.source]);
  }
}

import type { Chart, Charts } from "../../classification/index.ts";
import type { Disclosure, Profile } from "../../disclosure/index.ts";
import type { Materials } from "../materials.ts";
import type { MoneyForm } from "../printed-money.ts";
import type { DisclosureFigures, Place } from "./figures.ts";
import { placeOf } from "./figures.ts";
import type { Term } from "./glossary.ts";
import type { Template } from "./template.ts";
import type { Wants } from "./wants.ts";

/** All that a sentence may speak of. */
export interface Scope {
  readonly materials: Materials;
  readonly disclosure: Disclosure;
  readonly profile: Profile;
  readonly figures: DisclosureFigures;
  readonly functional: Chart;
  readonly departmental: Chart;
  readonly charts: Charts;
  readonly terms: readonly Term[];
  /** How amounts are told in sentences. */
  readonly money: MoneyForm;
  readonly wants: Wants;
  /** What the slots around have bound: `@` (the address of the item), title, n, … */
  readonly locals: Readonly<Record<string, string>>;
}

/** One slot to be filled. */
export interface SlotCall {
  readonly arguments: readonly string[];
  readonly bodies: readonly Template[];
  readonly scope: Scope;
  /** A body with more bound in it; null where a slot in it has no value. */
  readonly fill: (body: Template | undefined, locals?: Scope["locals"]) => string | null;
}

/** The text of a slot; null where it has no value. */
export type Slot = (call: SlotCall) => string | null;

/** The address in an argument: `@` is the item's own, `@row` in brackets its row. */
export function addressIn(argument: string, { locals }: Scope): string {
  const own = locals["@"] ?? "";
  if (argument === "@") return own;
  if (argument.startsWith("@.")) return `${own.replace(/\.[0-9a-z-]+$/, "")}${argument.slice(1)}`;
  if (argument.startsWith("@whole")) return locals["@whole"] ?? "";
  return argument.replace("@row", locals["@row"] ?? "");
}

export function placeIn(argument: string | undefined, scope: Scope): Place {
  return placeOf(addressIn(argument ?? "", scope));
}

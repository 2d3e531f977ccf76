import type { CivilDate, Ppm, Rounding } from "../../../src/kernel/index.ts";

/** A charge line as the auditor splits it: by the catalogue as it stood when it was uploaded. */
export interface LineModel {
  readonly serial: string;
  readonly refunds: string | null;
  readonly day: CivilDate;
  readonly amount_fen: number;
  readonly quantity: number;
  readonly price: number;
  readonly terms: Terms;
  readonly amounts: Amounts;
}

/** What the catalogue made of the item; off: all of it is the person's own. */
export interface Terms {
  readonly item_class: "A" | "B" | "C";
  readonly off: boolean;
  readonly paid_alone: boolean;
  readonly share: Ppm;
  readonly ceiling: number | null;
  readonly rounding: Rounding;
}

export interface Amounts {
  readonly full_self: number;
  readonly over_limit: number;
  readonly first_self: number;
  readonly in_scope: number;
}

import type { Slot } from "../scope.ts";
import { AMOUNT_SLOTS } from "./amounts.ts";
import { BLOCK_SLOTS } from "./blocks.ts";
import { CHANGE_SLOTS } from "./changes.ts";
import { REMARK_SLOTS } from "./remarks.ts";
import { WORD_SLOTS } from "./words.ts";

/** Every slot that templates may name. */
export const SLOTS: Readonly<Record<string, Slot>> = {
  ...AMOUNT_SLOTS,
  ...BLOCK_SLOTS,
  ...CHANGE_SLOTS,
  ...REMARK_SLOTS,
  ...WORD_SLOTS,
};

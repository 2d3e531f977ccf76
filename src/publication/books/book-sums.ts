import type { Fact } from "../../disclosure/index.ts";
import { partsOf } from "../facts/address.ts";
import { NOWHERE } from "../facts/found-tables.ts";

/** Sums by address, exact to the fen. */
export class BookSums {
  readonly #sums = new Map<string, number>();

  add(address: string, fen: number): void {
    this.#sums.set(address, (this.#sums.get(address) ?? 0) + fen);
  }

  facts(): readonly Fact[] {
    return [...this.#sums].flatMap(([address, value]) => {
      const parts = partsOf(address);
      if (parts === null) throw new RangeError(`“${address}” is no address`);
      const printed = { quantity: "money", value, step: 1, text: "" } as const;
      return [{ ...parts, printed, origin: "generated", place: { ...NOWHERE, table: "单位账" } }];
    });
  }
}

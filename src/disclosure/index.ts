/** The disclosure room: what is printed of a budget or of final accounts, and what must hold. */
export type * from "./disclosure.ts";
export type * from "./finding.ts";
export { type Interval, intervalOf, type Printed, type Quantity } from "./printed.ts";

import type { DisclosureKind } from "../disclosure/index.ts";
import type { FormWords } from "./form-words.ts";

/** What is known of a document while its tables are read. */
export interface TableContext {
  readonly year: number;
  readonly kind: DisclosureKind;
  readonly unit_name: string;
  readonly form: FormWords;
}

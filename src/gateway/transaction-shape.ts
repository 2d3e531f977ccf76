/**
 * The nouns of the transaction table: what a message of the national interface may carry. One
 * table drives validation, the answer's encoding, the typed client and the documentation.
 */

/**
 * What a value is. On the wire a number may come as JSON number or as text; inside it is:
 * `amount` Fen · `price` whole 10^-6 yuan · `quantity` whole 10^-4 units · `rate` Ppm ·
 * `decimal` a plain number that is not money (age, days) · `integer` a whole number ·
 * `date` CivilDate · `datetime` text `2023-06-01 08:30:00` · `digits` text of digits, not 0 ·
 * `bytes` Base64 text · `json` any JSON, kept as its text · `texts` a list of texts · `array` what
 * the node of the same name describes: rows, or one object where that node's shape is `object`.
 */
export const FIELD_TYPES = [
  "text",
  "digits",
  "amount",
  "price",
  "quantity",
  "rate",
  "decimal",
  "integer",
  "boolean",
  "date",
  "datetime",
  "bytes",
  "json",
  "texts",
  "array",
] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** Members of the envelope that may stand in for an empty field of the same meaning. */
export type EnvelopeRegion = "insuplc_admdvs" | "mdtrtarea_admvs";

export interface FieldShape {
  readonly name: string;
  /** Chinese name, as in the specification. */
  readonly label: string;
  readonly type: FieldType;
  /** Length of the specification; shown, not enforced. */
  readonly length: number | null;
  /** Decimals of a `decimal`; the other types imply theirs. */
  readonly decimals: number;
  /** As the specification says. */
  readonly required: boolean;
  /** An exception: required by the specification, yet accepted empty. */
  readonly may_be_empty: boolean;
  readonly dictionary: string | null;
  readonly note: string | null;
  /** Other spellings met in practice, accepted on input. */
  readonly also: readonly string[];
  /** On output: written with the value of this other field. */
  readonly same_as: string | null;
  readonly from_envelope: EnvelopeRegion | null;
  /** Not in the specification's table; why is in the exceptions. */
  readonly added: boolean;
}

export interface NodeShape {
  /** Name of the node; empty when the fields lie directly under `input` or `output`. */
  readonly node: string;
  readonly shape: "object" | "array";
  readonly required: boolean;
  /** Held by a field of the same name in another node, and not to be found beside it. */
  readonly within: boolean;
  readonly fields: readonly FieldShape[];
  readonly also: readonly string[];
  /** At least one of these fields must be filled. */
  readonly one_of: readonly string[];
}

/** A fact that departs from the specification's table, and where it is known from. */
export interface TableException {
  /** `input.node`, `input.node.field`, `output.node.field`. */
  readonly where: string;
  readonly why: string;
  readonly may_be_empty?: true;
  readonly also?: readonly string[];
  readonly same_as?: string;
  readonly from_envelope?: EnvelopeRegion;
  readonly one_of?: readonly string[];
  readonly added?: true;
  /** The specification's own type where it is plainly a slip. */
  readonly type_in_table?: string;
}

/** Another code for the same transaction (2207A), with what it loosens and adds. */
export interface Edition {
  readonly infno: string;
  readonly why: string;
  /** `node.field` that this edition does not require. */
  readonly optional: readonly string[];
  /** Fields this edition adds to the first input node. */
  readonly fields: readonly FieldShape[];
}

/**
 * How far a transaction goes here. `full`: behaviour, state, money. `kept`: checked by the table,
 * stored, queryable, counted, and nothing follows from it. `refused`: cannot exist here.
 */
export const DEPTHS = ["full", "kept", "refused"] as const;

export type Depth = (typeof DEPTHS)[number];

/** How a kept transaction is answered from what was sent and what was kept before. */
export interface KeptRule {
  /** Output fields that get a number of ours when the message does not bring one. */
  readonly issues?: readonly string[];
  /** Output fields that always say the same. */
  readonly says?: Readonly<Record<string, string>>;
  /** Rows of which input node stand in an output node of another name. */
  readonly nodes?: Readonly<Record<string, string>>;
  /** Output fields whose value was sent under another name. */
  readonly named?: Readonly<Record<string, string>>;
  /** The kept transaction this one asks about or acts on. */
  readonly of?: string;
  /** The fields, alike in both, that find it. */
  readonly by?: readonly string[];
  /** Whether it must have been kept before: otherwise the message is refused. */
  readonly must_exist?: true;
  /** This message ends the life of the one it names: it is not found any more. */
  readonly ends?: true;
}

export interface TransactionShape {
  /** The code that handlers and receipts know: 2207 for 2207 and 2207A alike. */
  readonly infno: string;
  /** The code of this edition on the wire. */
  readonly sent_as: string;
  readonly name: string;
  readonly title: string;
  /** `change` writes and keeps a receipt, so that a repeat is answered alike; `query` does not. */
  readonly effect: "change" | "query";
  readonly depth: Depth;
  /** Why it is refused; null for the other depths. */
  readonly reason: string | null;
  /** How a kept transaction is answered; null for the other depths. */
  readonly kept: KeptRule | null;
  readonly source: string;
  readonly input: readonly NodeShape[];
  readonly output: readonly NodeShape[];
  readonly exceptions: readonly TableException[];
  readonly editions: readonly Edition[];
}

export interface Dictionary {
  readonly name: string;
  readonly title: string;
  /** Whether an unknown value on input is an error. */
  readonly enforced: boolean;
  /** Other codes in use elsewhere, with the value they mean here. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
}

/** The whole table, read once at start. */
export interface TransactionTable {
  /** By every accepted code, the A editions included. */
  readonly transactions: ReadonlyMap<string, TransactionShape>;
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
}

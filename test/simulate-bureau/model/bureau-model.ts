import type { CivilDate, Fen } from "../../../src/kernel/index.ts";
import { fen } from "../../../src/kernel/index.ts";
import type { Region } from "../../../src/policy/index.ts";
import type { BureauEvent } from "../bureau-events.ts";
import type { Calendar } from "../calendar.ts";
import { LONG_AGO } from "../files.ts";
import type { InstitutionPlan, ItemPlan, PersonPlan, World } from "../world.ts";
import { Books } from "./books.ts";
import { type DatedRow, withRow } from "./dated.ts";
import type { ReceiptModel, VisitModel } from "./visit-model.ts";

/**
 * What the auditor believes the world to be: built from the world's plan, the files that were
 * imported and the messages that were sent, never from the platform's tables.
 */
export class BureauModel {
  readonly calendar: Calendar;
  readonly institutions: ReadonlyMap<string, InstitutionPlan>;
  readonly items: ReadonlyMap<string, ItemPlan>;
  readonly people = new Map<string, PersonModel>();
  readonly visits = new Map<string, VisitModel>();
  readonly receipts = new Map<string, ReceiptModel>();
  readonly books = new Books();
  agreements: readonly AgreementFact[];
  ceilings: readonly CeilingFact[];
  shares: readonly ShareFact[];
  region: Region;

  constructor(world: World, calendar: Calendar, region: Region) {
    const from = LONG_AGO as CivilDate;
    this.calendar = calendar;
    this.region = region;
    this.institutions = new Map(world.institutions.map((one) => [one.code, one]));
    this.items = new Map(world.items.map((one) => [one.code, one]));
    this.agreements = world.institutions.map(({ code }) => {
      return { institution_code: code, state: "active", from, to: null };
    });
    this.shares = world.items.flatMap(({ code, shares }) =>
      Object.entries(shares).map(([insutype, share_ppm]) => {
        return { item_code: code, insutype, share_ppm, from, to: null };
      }),
    );
    this.ceilings = world.items.flatMap(({ code, ceilings }) =>
      Object.entries(ceilings).map(([level, ceiling_micro_yuan]) => {
        return { item_code: code, level, ceiling_micro_yuan, from, to: null };
      }),
    );
  }

  /** What an event of the bureau changes in what is known. */
  learn(event: BureauEvent): void {
    switch (event.kind) {
      case "person":
        this.register(event.person);
        return;
      case "identity":
      case "enrolment":
      case "certificate":
        this.people.get(event.person_no)?.learn(event);
        return;
      case "agreement":
        this.agreements = withRow<AgreementFact>(
          this.agreements,
          { ...event.row, to: null },
          (one) => one.institution_code === event.row.institution_code,
        );
        return;
      case "ceiling": {
        const { row } = event;
        const same = (one: CeilingFact) =>
          one.item_code === row.item_code && one.level === row.level;
        this.ceilings = withRow<CeilingFact>(this.ceilings, { ...row, to: null }, same);
        return;
      }
      case "share": {
        const row = { ...event.row, insutype: "", to: null };
        const same = (one: ShareFact) => one.item_code === row.item_code && one.insutype === "";
        this.shares = withRow<ShareFact>(this.shares, row, same);
        return;
      }
      default:
        return;
    }
  }

  register(plan: PersonPlan): void {
    this.people.set(plan.person_no, new PersonModel(plan));
  }

  /** Money comes in; the same reference again is the same money. */
  deposit(person_no: string, amount_fen: Fen, reference: string): void {
    const person = this.people.get(person_no);
    if (person === undefined || !this.books.takeDeposit(reference, amount_fen)) return;
    person.balance_fen = fen(person.balance_fen + amount_fen);
  }
}

export interface AgreementFact extends DatedRow {
  readonly institution_code: string;
  readonly state: "active" | "suspended";
}

export interface CeilingFact extends DatedRow {
  readonly item_code: string;
  readonly level: string;
  readonly ceiling_micro_yuan: number;
}

export interface ShareFact extends DatedRow {
  readonly item_code: string;
  readonly insutype: string;
  readonly share_ppm: number;
}

type PersonEvent = Extract<BureauEvent, { kind: "identity" | "enrolment" | "certificate" }>;

/** A person as the auditor knows one: facts, money, what the year has used so far. */
export class PersonModel {
  readonly plan: PersonPlan;
  enrolments: PersonPlan["enrolments"];
  identities: PersonPlan["identities"];
  certificates: PersonPlan["certificates"];
  balance_fen: Fen = fen(0);
  /** Accumulators by year and name; nothing is kept of what is zero. */
  readonly years = new Map<string, Map<string, number>>();
  readonly visits: VisitModel[] = [];

  constructor(plan: PersonPlan) {
    this.plan = plan;
    this.enrolments = plan.enrolments;
    this.identities = plan.identities;
    this.certificates = plan.certificates;
  }

  learn(event: PersonEvent): void {
    if (event.kind === "identity") {
      const same = (one: { readonly kind: string }) => one.kind === event.row.kind;
      this.identities = withRow(this.identities, event.row, same);
    } else if (event.kind === "certificate") {
      const same = (one: { readonly disease: string }) => one.disease === event.row.disease;
      this.certificates = withRow(this.certificates, event.row, same);
    } else {
      const same = (one: { readonly insutype: string }) => one.insutype === event.row.insutype;
      this.enrolments = withRow(this.enrolments, event.row, same);
    }
  }

  accumulators(year: string): Readonly<Record<string, number>> {
    return Object.fromEntries(this.years.get(year) ?? []);
  }

  /** Moves of a settlement (sign 1), or of one that is taken back (sign −1). */
  move(
    moves: readonly { year: string; accumulator: string; amount: number }[],
    sign: 1 | -1,
  ): void {
    for (const { year, accumulator, amount } of moves) {
      const of = this.years.get(year) ?? new Map<string, number>();
      this.years.set(year, of);
      const now = (of.get(accumulator) ?? 0) + sign * amount;
      if (now === 0) of.delete(accumulator);
      else of.set(accumulator, now);
    }
  }
}

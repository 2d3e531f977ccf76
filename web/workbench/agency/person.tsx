import { Descriptions, Select } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { Amount } from "../../shared/amounts.tsx";
import { useCall } from "../../shared/client.ts";
import { periodText } from "../../shared/dates.ts";
import { Loaded } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import type { ScreenProps } from "../../shared/screen.tsx";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS } from "./agency.words.ts";
import { EnrolmentTimeline } from "./enrolment-timeline.tsx";
import { Meters } from "./meters.tsx";
import { type PersonAnswer, PersonHead } from "./person-head.tsx";

/** A person's file: who, insured how, entitled to what, used how much. */
export default function Person({ params }: ScreenProps): ReactNode {
  const { person_no = "" } = params;
  const [year, setYear] = useState<string | null>(null);
  const query = year === null ? {} : { year };
  const read = useCall("GET /api/v1/people/{person_no}", { params: { person_no }, query });
  return (
    <Loaded query={read}>{(person) => <PersonPage person={person} onYear={setYear} />}</Loaded>
  );
}

interface PersonPageProps {
  readonly person: PersonAnswer;
  readonly onYear: (year: string) => void;
}

function PersonPage({ person, onYear }: PersonPageProps) {
  const words = useWords(AGENCY_WORDS);
  return (
    <>
      <PersonHead person={person} part="file" />
      <div className="person-file">
        <div className="person-column">
          <section className="plain-card">
            <h2>{words.identity}</h2>
            <Facts person={person} />
          </section>
          <section className="plain-card">
            <h2>{words.enrolments}</h2>
            <EnrolmentTimeline enrolments={person.enrolments} />
          </section>
          <section className="plain-card">
            <h2>{words.entitlements}</h2>
            <Entitlements person={person} />
          </section>
        </div>
        <div className="person-column">
          <section className="plain-card">
            <div className="card-head">
              <h2>{words.meters(person.year)}</h2>
              {person.years.length < 2 ? null : (
                <Select
                  size="small"
                  value={person.year}
                  aria-label={words.year}
                  options={person.years.map((value) => ({ value, label: value }))}
                  onChange={onYear}
                />
              )}
            </div>
            <Meters meters={person.meters} />
          </section>
        </div>
      </div>
    </>
  );
}

function Facts({ person }: { readonly person: PersonAnswer }) {
  const words = useWords(AGENCY_WORDS);
  const items = [
    [words.personNo, person.person_no],
    [words.name, person.name],
    [words.certificateType, person.certificate_type],
    [words.certificateNo, person.certificate_no],
    [words.sex, person.sex],
    [words.nation, person.nation],
    [words.born, person.born],
    [words.balance, <Amount key="balance" fen={person.balance_fen} unit />],
  ] as const;
  return (
    <Descriptions
      column={2}
      size="small"
      items={items.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

interface Held {
  readonly key: string;
  readonly title: ReactNode;
  readonly from: string;
  readonly to: string | null;
  readonly is_current: boolean;
}

function Entitlements({ person }: { readonly person: PersonAnswer }) {
  const words = useWords(AGENCY_WORDS);
  const filed = (filing_no: number | null) =>
    filing_no === null ? "" : `（${words.sinceFiling(filing_no)}）`;
  const groups: readonly (readonly [string, readonly Held[]])[] = [
    [words.identities, person.identities.map((one) => ({ ...one, key: one.title + one.from }))],
    [
      words.certificates,
      person.certificates.map((one) => ({
        ...one,
        key: one.title + one.from,
        title: one.title + filed(one.filing_no),
      })),
    ],
    [
      words.places,
      person.places.map((one) => ({
        ...one,
        key: one.region + one.from,
        title: [one.title, one.region, one.institution_code].filter(Boolean).join(" "),
      })),
    ],
    [
      words.family,
      person.family.map(({ relative_person_no, name, ...one }) => ({
        ...one,
        key: relative_person_no + one.from,
        title: (
          <Link href={`/people/${relative_person_no}`}>
            {name ?? ""} {relative_person_no}
          </Link>
        ),
      })),
    ],
  ];
  return (
    <dl className="held-groups">
      {groups.map(([title, held]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            {held.length === 0 ? <span className="muted">{words.none}</span> : null}
            {held.map((one) => (
              <HeldRow key={one.key} held={one} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HeldRow({ held }: { readonly held: Held }) {
  const words = useWords(AGENCY_WORDS);
  return (
    <div className="held">
      <span>{held.title}</span>
      <span className="muted">{periodText(held.from, held.to, words.now)}</span>
      {held.is_current ? <Mark tone="good">{words.current}</Mark> : null}
    </div>
  );
}

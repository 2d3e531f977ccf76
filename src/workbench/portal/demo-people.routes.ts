import { Type } from "typebox";
import { issueCredential, maskedName } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { findPerson, searchPeople } from "../../people/index.ts";
import { schemeWords } from "../../policy/index.ts";
import { recentPatients } from "../../settlement/index.ts";
import { Text, todayOf } from "../agency/fields.ts";
import { type Context, route } from "../route.ts";

/** People whom a visitor of the demo may be: what an agency's desk does otherwise. */

const OFFERED = 8;

const people = route({
  method: "GET",
  path: "/api/v1/demo/people",
  title: "可以体验的演示参保人",
  right: "public",
  answer: Type.Object({
    people: Type.Array(
      Type.Object({
        person_no: Text,
        name: Text,
        scheme: Text,
        born: Text,
        settlements: Type.Integer(),
      }),
    ),
  }),
  handle: async (context) => ({ people: await offered(context) }),
});

/** @throws YibaoError WORKBENCH-NO-DEMO */
async function offered({ house, now }: Context) {
  if (!house.is_demo) throw new YibaoError("WORKBENCH-NO-DEMO");
  const day = todayOf(now);
  const patients = await recentPatients(house.store, OFFERED);
  const numbers = patients.map(({ person_no }) => person_no);
  const search = { employer: null, insutype: null, day, order: "person_no" as const };
  const one = { descending: false, offset: 0, limit: 1 };
  const found = await Promise.all(
    numbers.map((text) => searchPeople(house.store, { ...search, ...one, text })),
  );
  const others =
    numbers.length > 0
      ? []
      : await searchPeople(house.store, { ...search, ...one, limit: OFFERED, text: null });
  const counts = new Map(patients.map(({ person_no, settlements }) => [person_no, settlements]));
  return [...found.flat(), ...others].map((person) => ({
    person_no: person.person_no,
    name: maskedName(person.name),
    scheme: person.enrolment === null ? "" : schemeWords(person.enrolment.insutype, "zh"),
    born: person.born.slice(0, 4),
    settlements: counts.get(person.person_no) ?? 0,
  }));
}

const credential = route({
  method: "POST",
  path: "/api/v1/demo/credential",
  title: "演示参保人的电子凭证",
  right: "public",
  body: Type.Object({ person_no: Type.String({ minLength: 1, maxLength: 64 }) }),
  subject: ({ body }) => body.person_no,
  answer: Type.Object({ code: Text, until: Text }),
  handle: async ({ house, caller, now }, { body: { person_no } }) => {
    if (!house.is_demo) throw new YibaoError("WORKBENCH-NO-DEMO");
    const known = await findPerson(house.store.pool, person_no);
    if (known === null) throw new YibaoError("PORTAL-DEMO-PERSON-UNKNOWN", { person_no });
    const { code, until } = await issueCredential(house.store, caller, person_no, now);
    return { code, until: until.toISOString() };
  },
});

export const DEMO_PEOPLE_ROUTES = [people, credential];

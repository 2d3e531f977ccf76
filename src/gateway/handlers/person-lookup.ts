import { type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import {
  findByCertificate,
  findPerson,
  loadPersonFacts,
  type Person,
  type PersonRecord,
} from "../../people/index.ts";
import type { Store } from "../../store/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input1101 } from "../message-types.ts";
import { quoted } from "../wire-value.ts";
import { enrolmentRows, identityRows, personMembers } from "./person-node.ts";
import { assertSamePerson } from "./same-person.ts";
import type { HandlerServices } from "./services.ts";

const RESIDENT_CARD = "01";
const BY_RESIDENT_CARD = "02";

/** 1101: who holds the certificate, enrolled in what, on a day (today when none is given). */
export function personHandlers({ store }: HandlerServices): Pick<Handlers, "1101"> {
  return {
    "1101": async ({ received_at, input: { data } }) => {
      const person = await holderOf(store, data);
      assertSamePerson(data, person, "data");
      const facts = await loadPersonFacts(store.pool, [person.person_no]);
      const record = facts.get(person.person_no) as PersonRecord;
      const today = chinaTime(received_at).slice(0, 10) as CivilDate;
      const day = (data.begntime?.slice(0, 10) as CivilDate | undefined) ?? today;
      return {
        baseinfo: personMembers(person, today),
        insuinfo: enrolmentRows(record, day),
        idetinfo: identityRows(record, day),
      };
    },
  };
}

/**
 * By identity card number (02). There is no card or token service here, so an electronic
 * credential (01) or a social-security card (03) is the identity card number or the person's
 * number.
 */
async function holderOf(store: Store, data: Input1101["data"]): Promise<Person> {
  const { mdtrt_cert_type, psn_cert_type } = data;
  const number = data.mdtrt_cert_no.toUpperCase();
  const types = new Set([RESIDENT_CARD, psn_cert_type ?? RESIDENT_CARD]);
  for (const type of types) {
    const person = await findByCertificate(store.pool, type, number);
    if (person !== null) return person;
  }
  if (mdtrt_cert_type !== BY_RESIDENT_CARD) {
    const person = await findPerson(store.pool, data.mdtrt_cert_no);
    if (person !== null) return person;
  }
  const details = { value: quoted(data.mdtrt_cert_no) };
  const where = "data.mdtrt_cert_no（就诊凭证编号）";
  throw new YibaoError("GATEWAY-CERTIFICATE-UNKNOWN", details, where);
}

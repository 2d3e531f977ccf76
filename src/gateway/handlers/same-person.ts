import { YibaoError } from "../../kernel/index.ts";
import type { Person } from "../../people/index.ts";
import { quoted } from "../wire-value.ts";

/** What a message says of the person beside the number that counts. */
export interface SentPerson {
  readonly certno?: string | undefined;
  readonly psn_name?: string | undefined;
}

/**
 * Refuses a message whose certificate number or name is not that of the person it names: the
 * wrong patient is worse than no answer. Empty members are not compared.
 * @throws YibaoError GATEWAY-PERSON-DIFFERS
 */
export function assertSamePerson(sent: SentPerson, person: Person, node: string): void {
  const { certno, psn_name } = sent;
  if (certno !== undefined && certno.toUpperCase() !== person.certificate_no) {
    const details = { value: quoted(certno), label: "证件号码" };
    throw new YibaoError("GATEWAY-PERSON-DIFFERS", details, `${node}.certno（证件号码）`);
  }
  if (psn_name !== undefined && psn_name !== person.name) {
    const details = { value: quoted(psn_name), label: "人员姓名" };
    throw new YibaoError("GATEWAY-PERSON-DIFFERS", details, `${node}.psn_name（人员姓名）`);
  }
}

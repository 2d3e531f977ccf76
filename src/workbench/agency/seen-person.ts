import { YibaoError } from "../../kernel/index.ts";
import { loadPersonFile, type PersonRecord } from "../../people/index.ts";
import type { Context } from "../route.ts";

/**
 * A person as the caller may see them: whoever is of another region is as unknown as nobody.
 * @throws YibaoError AGENCY-PERSON-UNKNOWN
 */
export async function seenPerson(context: Context, person_no: string): Promise<PersonRecord> {
  const record = await context.read((runner) => loadPersonFile(runner, person_no));
  if (record === null) throw new YibaoError("AGENCY-PERSON-UNKNOWN", { person_no });
  return record;
}

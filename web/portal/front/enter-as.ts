import { call } from "../../shared/client.ts";
import { sessionChanged } from "../../shared/session.ts";

/** In a demo: signs in as a person by the credential that an agency issues. @throws Problem */
export async function enterAs(person_no: string): Promise<void> {
  const { code } = await call("POST /api/v1/demo/credential", { body: { person_no } });
  await call("POST /api/v1/session/credential", { body: { code } });
  await sessionChanged();
}

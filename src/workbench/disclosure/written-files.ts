import { Type } from "typebox";

/** What checking the files of a disclosure found after they were written. */

const Text = Type.String();
const Count = Type.Integer();

export const WrittenChecks = Type.Array(
  Type.Object({ path: Text, error: Count, warn: Count, hint: Count, unresolved: Count }),
);

export const WrittenFindings = Type.Array(
  Type.Object({
    ...{ path: Text, rule: Text, message: Text },
    outcome: Type.Enum(["error", "warn", "hint", "unresolved"]),
  }),
);

/** A title as the name of a file. */
export function fileNameOf(title: string): string {
  return title.replace(/[\\/:*?"<>|\s]+/g, "");
}

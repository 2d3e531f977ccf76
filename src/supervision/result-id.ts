/**
 * The identifier of a finding on the wire: `person-number`. It carries the person's number, so
 * that what is told about it later is found where the person's rows are.
 */
export interface ResultId {
  readonly person_no: string;
  readonly result_no: number;
}

export function resultId({ person_no, result_no }: ResultId): string {
  return `${person_no}-${result_no}`;
}

/** Null when the text is no identifier of ours. */
export function resultIdOf(text: string): ResultId | null {
  const match = /^(.{1,50})-(\d{1,15})$/.exec(text);
  if (match === null) return null;
  return { person_no: match[1] as string, result_no: Number(match[2]) };
}

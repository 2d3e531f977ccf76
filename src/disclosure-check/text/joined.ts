/** One pattern of several parts that follow each other, each on a line of its own. */
export function joined(flags: string, ...parts: readonly (RegExp | string)[]): RegExp {
  return new RegExp(
    parts.map((part) => (typeof part === "string" ? part : part.source)).join(""),
    flags,
  );
}

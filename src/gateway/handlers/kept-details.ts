/** What is kept of a node besides what has a name of ours: for the answers, never computed with. */

/** Who the person is, the person room knows; cards and certificates are not kept twice. */
const NEVER_KEPT = [
  "psn_no",
  "psn_name",
  "psn_type",
  "psn_cert_type",
  "cert_type",
  "certno",
  "mdtrt_cert_no",
  "mdtrt_cert_sn",
  "card_sn",
];

export function keptDetails(node: object, mapped: readonly string[]): Record<string, unknown> {
  const left = Object.entries(node).filter(
    ([name]) => !mapped.includes(name) && !NEVER_KEPT.includes(name),
  );
  return Object.fromEntries(left);
}

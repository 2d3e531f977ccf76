/** Personal data as it is shown to those who have not said why they need more. */

/** The first character, then a star for each further one: `张**`; one character alone is hidden. */
export function maskedName(name: string): string {
  const [first, ...rest] = [...name];
  if (first === undefined) return "";
  return rest.length === 0 ? "*" : `${first}${"*".repeat(rest.length)}`;
}

/** The first three characters and the last two: `430***********12`; short ones are hidden. */
export function maskedCertificate(certificate_no: string): string {
  return masked(certificate_no, 3, 2);
}

/** The first three digits and the last four: `138****5678`. */
export function maskedPhone(phone: string): string {
  return masked(phone, 3, 4);
}

/** Never shows more than it hides, counted in characters. */
function masked(text: string, head: number, tail: number): string {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  if (hidden < 4) return "*".repeat(characters.length);
  const first = characters.slice(0, head).join("");
  return `${first}${"*".repeat(hidden)}${characters.slice(-tail).join("")}`;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** Of the files that are taken away, by the ending of their name. */
export const MEDIA_TYPES = {
  html: "text/html;charset=utf-8",
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  pdf: "application/pdf",
  txt: "text/plain;charset=utf-8",
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  zip: "application/zip",
} as const;

/** The media type of a file by its name; of any other, bytes. */
export function mediaTypeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const known: Readonly<Record<string, string>> = MEDIA_TYPES;
  return Object.hasOwn(known, extension)
    ? (known[extension] as string)
    : "application/octet-stream";
}

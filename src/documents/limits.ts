/** What a document may weigh. Published ones are a hundredth of it. */
export const LIMITS = {
  fileBytes: 64 * 1_048_576,
  pages: 2_000,
  /** Entries of a docx or xlsx, and what they weigh unpacked: all of them, and each read part. */
  zipEntries: 5_000,
  unpackedBytes: 256 * 1_048_576,
  /** Real XML packs to a tenth or a fiftieth; a bomb to a thousandth. */
  packingRatio: 250,
  /** Smaller parts may pack as they like. */
  ratioFromBytes: 1_048_576,
  xmlElements: 4_000_000,
  xmlDepth: 200,
  sheets: 200,
  cells: 2_000_000,
  /** Rows and columns of one table. */
  tableRows: 50_000,
  tableColumns: 400,
  /** Glyphs and strokes of one page. */
  glyphs: 200_000,
  strokes: 100_000,
  textLines: 500_000,
  milliseconds: 60_000,
} as const;

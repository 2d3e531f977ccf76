import { type Fen, YibaoError } from "../../kernel/index.ts";
import type { Band, Path } from "../../policy/index.ts";
import type { AddBandOperation } from "./change.ts";
import { type ChangeReading, present, readMap, wrongShape } from "./change-reading.ts";
import { readShare, readYuan } from "./change-value.ts";

/** Banded ratios in a change file: the whole table, one band of it, or one more. */

export function readBandList(reading: ChangeReading, path: Path, raw: unknown): readonly Band[] {
  const wanted = "分段的列表 [{ up_to: 金额, ratio: 比例 }, …]";
  if (!Array.isArray(raw) || raw.length === 0) {
    throw wrongShape(reading.file, path, "set", wanted);
  }
  const bands = raw.map((one, index) => readBand(reading, [...path, index], one));
  const wrong = bands.findIndex(({ up_to_fen }, index) => {
    if (index === bands.length - 1) return up_to_fen !== null;
    const previous = index === 0 ? 0 : (bands[index - 1]?.up_to_fen ?? 0);
    return up_to_fen === null || up_to_fen <= previous;
  });
  if (wrong >= 0) {
    throw new YibaoError("PACK-BANDS-NOT-ASCENDING", {}, reading.file.where([...path, wrong]));
  }
  return bands;
}

function readBand(reading: ChangeReading, path: Path, raw: unknown): Band {
  const band = readMap(reading, path, raw, ["up_to", "ratio"], "分段");
  if (!("up_to" in band)) {
    throw new YibaoError("PACK-MISSING-KEY", { key: "up_to" }, reading.file.where(path));
  }
  const ratio = present(reading, path, band, "ratio");
  const ratio_ppm = readShare(ratio, reading.file.where([...path, "ratio"]));
  return { up_to_fen: edge(reading, [...path, "up_to"], band.up_to), ratio_ppm };
}

/** `band: { up_to: 30000 }`: which band; null is the last, without end. */
export function readEdge(reading: ChangeReading, path: Path, raw: unknown): Fen | null {
  const band = readMap(reading, path, raw, ["up_to"], "band");
  if (!("up_to" in band)) {
    throw new YibaoError("PACK-MISSING-KEY", { key: "up_to" }, reading.file.where(path));
  }
  return edge(reading, [...path, "up_to"], band.up_to);
}

function edge(reading: ChangeReading, path: Path, raw: unknown): Fen | null {
  return raw === null ? null : readYuan(raw, null, reading.file.where(path));
}

/** `add_band: { above: 300000, ratio: 0.90 }`, or `{ up_to: 10000, ratio: 0.50 }`. */
export function readAddBand(reading: ChangeReading, path: Path, raw: unknown): AddBandOperation {
  const band = readMap(reading, path, raw, ["up_to", "above", "ratio"], "add_band");
  const edges = ["up_to", "above"].filter((key) => key in band && band[key] !== null);
  const [key, second] = edges;
  if (key === undefined || second !== undefined) {
    const wanted =
      "{ above: 金额, ratio: 比例 }（以上一段）或 { up_to: 金额, ratio: 比例 }（以下一段）";
    throw wrongShape(reading.file, path, "add_band", wanted);
  }
  const edge_fen = readYuan(band[key], null, reading.file.where([...path, key]));
  if (edge_fen === 0) throw wrongShape(reading.file, [...path, key], key, "大于 0 的金额");
  const ratio = present(reading, path, band, "ratio");
  const ratio_ppm = readShare(ratio, reading.file.where([...path, "ratio"]));
  return { kind: "add-band", edge_fen, side: key === "above" ? "above" : "below", ratio_ppm };
}

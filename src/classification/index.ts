/**
 * The charts of 政府收支分类科目 by year: codes and names as dated facts with their basis, the map
 * between the two economic charts, and what is wrong with a printed code and name.
 */
export * from "./chart.ts";
export { loadCharts } from "./charts-file.ts";
export { type CodeText, hasCodeLength, readCodeText } from "./code-text.ts";
export * from "./economic-map.ts";
export * from "./economic-pair.ts";
export * from "./judge-row.ts";
export { editDistance, type NamedRow, nearestByName, normaliseName } from "./name-text.ts";

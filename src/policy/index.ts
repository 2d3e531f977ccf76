/** The policy room: dated rules as data, compiled once into plain functions. */
export * from "./adjudication.ts";

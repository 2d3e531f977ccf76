/** The workbench room: what a browser may ask for, by office. */
export { proveQuickly } from "./benefits/desk.ts";
export { clientTypes } from "./client-types.ts";
export type { House } from "./house.ts";
export { openapiPaths } from "./openapi-paths.ts";
export { type DemoWalks, openDemoWalks } from "./portal/walk/demo-walks.ts";
export type { WalkCast, WalkLine, WalkPerson, WalkVisit } from "./portal/walk/walk-cast.ts";
export { sendProblem } from "./problem.ts";
export { registerRoutes } from "./register-routes.ts";
export { type Route, routeName } from "./route.ts";
export { ROUTES } from "./routes.ts";

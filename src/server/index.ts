/** The server room: the platform opened as a whole, and HTTP. */
export { createHttpServer, type HttpOptions, listen } from "./http.ts";
export { openPlatform, type Platform, type PlatformOptions } from "./platform.ts";

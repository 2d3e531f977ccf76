/** The server room: the platform opened as a whole, and HTTP. */
export { beginLibrary } from "./current-region.ts";
export { type GatewaySettings, gatewayOptions } from "./gateway-options.ts";
export { createHttpServer, type HttpOptions, listen } from "./http.ts";
export { openPlatform, type Platform, type PlatformOptions } from "./platform.ts";
export { stopHttp } from "./stop-http.ts";

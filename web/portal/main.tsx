import { startProgram } from "../shared/program.tsx";
import { fetchScreen } from "../shared/screen.tsx";
import { Portal } from "./portal.tsx";
import { SCREENS } from "./screens.ts";

const BASE = "/portal";

// The platform's own address opens the service hall.
if (location.pathname === "/") history.replaceState(null, "", `${BASE}/${location.search}`);
fetchScreen(SCREENS, location.pathname.slice(BASE.length));
startProgram(BASE, <Portal />);

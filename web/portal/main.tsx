import { startProgram } from "../shared/program.tsx";
import { Portal } from "./portal.tsx";

const BASE = "/portal";

// The platform's own address opens the service hall.
if (location.pathname === "/") history.replaceState(null, "", `${BASE}/${location.search}`);
startProgram(BASE, <Portal />);

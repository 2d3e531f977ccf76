import { startProgram } from "../shared/program.tsx";
import { fetchScreen } from "../shared/screen.tsx";
import { fetchSession } from "../shared/session.ts";
import { SCREENS } from "./screens.tsx";
import { Workbench } from "./workbench.tsx";

const BASE = "/workbench";
const OF_INSTITUTIONS = /^\/institution(?=\/|$)/;

// Institutions know the workbench by an address of their own.
if (OF_INSTITUTIONS.test(location.pathname)) {
  const path = location.pathname.replace(OF_INSTITUTIONS, BASE);
  history.replaceState(null, "", path + location.search);
}
fetchSession();
fetchScreen(SCREENS, location.pathname.slice(BASE.length));
startProgram(BASE, <Workbench />);

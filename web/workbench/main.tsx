import { startProgram } from "../shared/program.tsx";
import { Workbench } from "./workbench.tsx";

const BASE = "/workbench";
const OF_INSTITUTIONS = /^\/institution(?=\/|$)/;

// Institutions know the workbench by an address of their own.
if (OF_INSTITUTIONS.test(location.pathname)) {
  const path = location.pathname.replace(OF_INSTITUTIONS, BASE);
  history.replaceState(null, "", path + location.search);
}
startProgram(BASE, <Workbench />);

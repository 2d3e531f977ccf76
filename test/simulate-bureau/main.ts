import { simulateBureau } from "./command.ts";

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await simulateBureau(process.argv.slice(2));

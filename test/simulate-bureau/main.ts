import { simulateBureau } from "./command.ts";

try {
  process.exitCode = await simulateBureau(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 3;
}

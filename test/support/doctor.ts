/** A Threadline that is well, with an address of its own, and what the doctor has against it. */
import { examine } from "../../src/cli/doctor/examine.ts";
import { freePort } from "../../src/cli/sandbox/app-process.ts";
import { type Finding, FINDINGS } from "../../src/words/doctor.ts";
import { type Stage, startStage } from "./stage.ts";

export async function healthyStage(): Promise<Stage> {
  const port = String(await freePort());
  return startStage({
    settings: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` },
    slack: { channels: [{ name: "support", isPrivate: true }, { name: "open" }] },
  });
}

/** What is not good, with its settings or with others in their place. */
export async function complaintsAbout(
  { settings }: Pick<Stage, "settings">,
  changed: Record<string, string> = {},
): Promise<Finding[]> {
  const findings = await examine({ ...settings, ...changed });
  return findings.filter(({ kind }) => ["warning", "broken"].includes(FINDINGS[kind][1]));
}

/** A short conversation through both platforms, printed as they recorded it. */
import { freePort, startAppProcess } from "./app-process.ts";
import { playStory } from "./story.ts";
import { faultsOf, printTranscript, whatWasSeen } from "./transcript.ts";
import { startPlatforms } from "./world.ts";

const HOLD = "2";

export interface Once {
  /** Whether it went as it must. */
  play: () => Promise<boolean>;
  close: () => Promise<void>;
}

export async function startOnce(): Promise<Once> {
  const platforms = await startPlatforms({ slack: { channels: [{ name: "support", isPrivate: true }] } });
  const port = await freePort();
  const app = await startAppProcess({
    ...platforms.settings,
    PORT: String(port),
    SEND_HOLD_SECONDS: HOLD,
    LOCALE: "ja",
    LOG_LEVEL: "info",
  });
  platforms.connect(app.url);
  return {
    async play() {
      const ended = app.ended.then((how) => Promise.reject(new Error(`Threadline ended unexpectedly (${how}).`)));
      const played = await Promise.race([playStory(platforms), ended]);
      const seen = await whatWasSeen(platforms, played);
      const faults = faultsOf(seen, [...platforms.line.violations, ...platforms.slack.violations]);
      console.log(printTranscript(seen));
      const verdict =
        faults.length === 0
          ? "It went as it must: everything arrived once."
          : `It did not go as it must:\n- ${faults.join("\n- ")}`;
      console.log(`\n${verdict}\n`);
      ended.catch(() => undefined);
      return faults.length === 0;
    },
    close: () => app.stop().then(() => platforms.close()),
  };
}

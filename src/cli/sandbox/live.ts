/** The sandbox with its page: both platforms, the app, and who plays in them, until Ctrl-C. */
import { hireTeam, inviteCustomers, nothingSaid, renameAll, SHOP } from "../../sandbox/page/cast.ts";
import { startFaceHost } from "../../sandbox/page/faces.ts";
import { type Page, startPage } from "../../sandbox/page/index.ts";
import type { Language } from "../../sandbox/page/world.ts";
import { type AppLife, createAppLife } from "./app-life.ts";
import { freePort } from "./app-process.ts";
import type { Clock } from "./clock.ts";
import { stopLeftDatabase } from "./leftovers.ts";
import { type Platforms, startPlatforms } from "./world.ts";

export interface LiveOptions {
  language: Language;
  /** Somebody asked for it: whoever comes first does not change it. */
  languageChosen: boolean;
  hold: string;
  port: number;
  clock: Clock;
}

export interface Live {
  url: string;
  /** Resolves when everything ended; says why when it was not asked for. */
  close: () => Promise<void>;
}

const CHANNELS = ["line-support", "general"];

export async function startLive(options: LiveOptions): Promise<Live> {
  const { clock, hold } = options;
  let { language, languageChosen } = options;
  let shop = SHOP[language];
  const platforms = await startPlatforms({
    line: { allowLocalMedia: true, redelivery: true, displayName: shop, quota: 5000 },
    slack: {
      channels: CHANNELS.map((name) => ({ name, isPrivate: name !== "general" })),
      retries: [1000, 4000, 15_000],
    },
  });
  const { line, slack } = platforms;
  const faces = await startFaceHost();
  const team = await hireTeam(slack, faces);
  inviteCustomers(line, language);
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const app = createAppLife({
    settings: () => ({
      ...platforms.settings,
      PORT: String(appPort),
      PUBLIC_URL: appUrl,
      LOCALE: language,
      TIMEZONE: "Asia/Tokyo",
      SEND_HOLD_SECONDS: hold,
      SENDER_NAME: "name-and-picture",
      GROUPS: "on",
      ADMINS: team[0]?.staff.userId ?? "",
      LOG_LEVEL: "info",
    }),
    clock: clock.offset,
    lost: (how) => console.error(`Threadline ended unexpectedly (${how}).`),
  });
  platforms.connect(appUrl);
  await app.start();
  const page = await startPage({
    line,
    slack,
    shop: () => shop,
    team,
    channels: CHANNELS,
    port: options.port,
    controls: {
      app: app.state,
      language: () => language,
      mayFollow: () => !languageChosen && nothingSaid(line),
      speak: async (other) => {
        languageChosen = true;
        if (other === language) return;
        language = other;
        if (nothingSaid(line)) {
          renameAll(line, language);
          shop = SHOP[language];
        }
        await app.stop();
        await app.start();
      },
      ahead: clock.offset,
      advance: (milliseconds) => advance(app, clock, milliseconds),
      kill: app.kill,
      start: app.start,
    },
  });
  return { url: page.url, close: () => close(page, app, platforms).then(faces.close) };
}

/** The app first: what the platforms tell it must not come from its future. */
async function advance(app: AppLife, clock: Clock, milliseconds: number): Promise<void> {
  const offset = clock.offset() + milliseconds;
  await app.setClock(offset);
  clock.set(offset);
}

async function close(page: Page, app: AppLife, platforms: Platforms): Promise<void> {
  await page.close();
  const wasKilled = app.state() === "stopped";
  await app.stop();
  if (wasKilled) await stopLeftDatabase(platforms.dataDir);
  await platforms.close();
}

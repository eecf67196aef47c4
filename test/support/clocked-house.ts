/** Two processes of the app on one database, between both platforms, and one clock for all of them that can be moved. */
import { join } from "node:path";

import { type AppProcess, freePort, startAppProcess } from "../../src/cli/sandbox/app-process.ts";
import { type Platforms, startPlatforms, until } from "../../src/cli/sandbox/world.ts";
import { createDb, type Db } from "../../src/store/client.ts";
import { createDatabase } from "./database.ts";
import { openDoor } from "./door.ts";

const ENTRY = join(import.meta.dirname, "clocked-app.ts");

const SLOW = ["card", "mark", "amend"];

export interface ClockedHouse extends Pick<Platforms, "line" | "slack"> {
  channel: string;
  db: Db;
  now: () => Date;
  /** Moves the clock of everybody. */
  moveTo: (at: Date) => Promise<void>;
  /** Those that run, by their place. */
  running: () => number[];
  kill: (place: number) => Promise<void>;
  start: (place: number) => Promise<void>;
  /** Waits until nothing is left to say; cards may still be shown anew, of which Slack takes fifty a minute. */
  quiet: () => Promise<void>;
  /** Waits until each that runs has looked at the clock since it was moved. */
  looked: () => Promise<void>;
  close: () => Promise<void>;
}

export interface ClockedOptions {
  from: Date;
  settings?: Record<string, string>;
  /** One for each process. */
  zones: readonly string[];
  /** Called with the platforms before anything starts. */
  before?: (platforms: Platforms) => Promise<Record<string, string>>;
}

export async function openClockedHouse({ from, settings = {}, zones, before }: ClockedOptions): Promise<ClockedHouse> {
  let offset = from.getTime() - Date.now();
  const now = (): Date => new Date(Date.now() + offset);
  const platforms = await startPlatforms({
    prefix: "threadline-stage-",
    line: { now: () => now().getTime() },
    slack: { postsPerSecond: null, tiers: null },
  });
  const { line, slack } = platforms;
  const database = await createDatabase();
  const db = createDb(database.url);
  await db.told.create({ data: { key: `public:${slack.channel()}` } });
  const env = {
    ...platforms.settings,
    DATABASE_URL: database.url,
    LOCALE: "en",
    SEND_HOLD_SECONDS: "0",
    SLACK_POSTS_PER_SECOND: "1000",
    LOG_LEVEL: "info",
    ...settings,
    ...(await before?.(platforms)),
  };
  const apps = new Map<number, { app: AppProcess; clock: number }>();
  const door = await openDoor(
    () => [...apps.values()].map(({ app }) => app.url),
    () => Promise.resolve(false),
  );
  line.setWebhook(`${door.url}/line/webhook`);
  slack.setRequestUrl(`${door.url}/slack/events`);

  async function start(place: number): Promise<void> {
    const clock = await freePort();
    const zone = zones[place] ?? "UTC";
    const ports = { PORT: String(await freePort()), CLOCK_PORT: String(clock), CLOCK_AT: String(now().getTime()) };
    apps.set(place, { app: await startAppProcess({ ...env, ...ports, TZ: zone }, 0, ENTRY), clock });
  }

  /** Whoever dies at this moment need not know what time it is. */
  const tell = async ({ clock }: { clock: number }): Promise<void> => {
    const told = fetch(`http://127.0.0.1:${clock}/${now().getTime()}`).then((answer) => answer.text());
    await told.catch((cause: unknown) => {
      if ([...apps.values()].some((each) => each.clock === clock)) throw cause;
    });
  };

  await Promise.all(zones.map((_zone, place) => start(place)));
  return {
    line,
    slack,
    channel: slack.channel(),
    db,
    now,
    moveTo: async (at) => {
      offset = at.getTime() - Date.now();
      await Promise.all([...apps.values()].map(tell));
    },
    running: () => [...apps.keys()],
    kill: async (place) => {
      const gone = apps.get(place)?.app;
      apps.delete(place);
      gone?.kill("SIGKILL");
      await gone?.ended;
    },
    start,
    quiet: async () => {
      const where = { status: { in: ["pending", "trying"] }, kind: { notIn: SLOW } };
      const none = async (): Promise<true | undefined> => (await db.delivery.count({ where })) === 0 || undefined;
      await until("nothing pending", none, 40_000);
      await slack.settled();
    },
    looked: async () => {
      const moved = now();
      const began = Date.now();
      await until("all have looked", async () => {
        const seen = await db.instance.count({ where: { seenAt: { gte: moved }, endedAt: null } });
        return (seen >= apps.size && Date.now() > began + 3_000) || undefined;
      });
    },
    close: async () => {
      await Promise.all([...apps.values()].map(({ app }) => app.stop()));
      await db.$disconnect();
      await door.close();
      await platforms.close();
      await database.close();
    },
  };
}

/**
 * A stage for stories: both platforms, a database and the app, over real HTTP. The app's clock can be moved; the clock of
 * the fake LINE moves with it.
 */
import { type App, createApp } from "../../src/app.ts";
import { type Platforms, startPlatforms, until } from "../../src/cli/sandbox/world.ts";
import { loadConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { FakeLine, LineOptions } from "../../src/sandbox/line/types.ts";
import type { SlackOptions } from "../../src/sandbox/slack/options.ts";
import type { FakeSlack, Message, Staff } from "../../src/sandbox/slack/types.ts";
import { createDb, type Db } from "../../src/store/client.ts";
import { createDatabase } from "./database.ts";

export { until };

export interface StageOptions {
  settings?: Record<string, string>;
  line?: LineOptions;
  slack?: SlackOptions;
  /** Apps on the one database; the platforms talk to the first. */
  instances?: number;
  /** The app has said already that the channel is public; true unless told. */
  warned?: boolean;
  /** false: `start()` is called by the story. */
  started?: boolean;
  /** Where the log goes; LOG_LEVEL must let something through. */
  log?: { write: (line: string) => void };
}

export interface Stage {
  line: FakeLine;
  slack: FakeSlack;
  /** The account's channel. */
  channel: string;
  /** A look into the tables, for what no platform shows. */
  db: Db;
  databaseUrl: string;
  settings: Record<string, string>;
  clock: { now: () => Date; advance: (milliseconds: number) => void };
  apps: App[];
  url: () => string;
  start: () => Promise<App>;
  /** Stops all instances as SIGTERM does. */
  stop: () => Promise<void>;
  close: () => Promise<void>;

  /** The head cards in the channel, oldest first. */
  cards: () => Promise<Message[]>;
  /** Waits for the nth head card (1: the first). */
  card: (nth?: number) => Promise<Message>;
  /** Waits until a message with this text is in the thread. */
  inThread: (root: Message, text: string) => Promise<Message>;
  /** What the account has said to this customer in words (of buttons: those of the notification), oldest first. */
  received: (customer: Parameters<FakeLine["phone"]>[0]) => string[];
  /** Waits until nothing is pending on either side. */
  quiet: (patience?: number) => Promise<void>;
  staff: (name?: string) => Promise<Staff>;
}

/** What phones know of the app; the fake LINE knows where it leads. */
export const PUBLIC_URL = "https://shop.example";

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  const platforms: Platforms = await startPlatforms({
    prefix: "threadline-stage-",
    line: { now: () => now().getTime(), ...options.line },
    // a busy machine is no fault of the app's; that it answers in time is a story of its own
    slack: { postsPerSecond: null, tiers: null, patience: 10_000, ...options.slack },
  });
  const { line, slack } = platforms;
  const database = await createDatabase();
  const db = createDb(database.url);
  const settings = {
    ...platforms.settings,
    DATABASE_URL: database.url,
    HOST: "127.0.0.1",
    PORT: "0",
    LOCALE: "en",
    SEND_HOLD_SECONDS: "0",
    SLACK_POSTS_PER_SECOND: "1000",
    PUBLIC_URL,
    LOG_LEVEL: process.env["STORY_LOG"] ?? "silent",
    ...options.settings,
  };
  // the channels of most stories are public, and what is said about that is a story of its own
  if (options.warned ?? true)
    await db.told.createMany({ data: namesOf(options).map((name) => ({ key: `public:${slack.channel(name)}` })) });
  const apps: App[] = [];
  const channel = slack.channel();

  async function start(): Promise<App> {
    const config = loadConfig(settings);
    const app = await createApp({ config, log: createLog(config.logLevel, options.log), now });
    apps.push(app);
    if (apps.length === 1) platforms.connect(app.url);
    if (apps.length === 1) line.route(PUBLIC_URL, app.url);
    return app;
  }

  async function stop(): Promise<void> {
    await Promise.all(apps.splice(0).map((app) => app.close()));
  }

  // a digest or a call for who waits too long (the clock was moved by days) is no card
  const isCard = ({ ts, thread_ts: root = ts, blocks = [] }: Message): boolean =>
    root === ts && blocks[0]?.["type"] === "header";
  const cards = async (): Promise<Message[]> => (await slack.history(channel)).filter(isCard);

  if (options.started ?? true) for (let i = 0; i < (options.instances ?? 1); i += 1) await start();
  return {
    line,
    slack,
    channel,
    db,
    databaseUrl: database.url,
    settings,
    clock: { now, advance: (milliseconds) => void (offset += milliseconds) },
    apps,
    url: () => apps[0]?.url ?? "",
    start,
    stop,
    close: async () => {
      await stop();
      await db.$disconnect();
      await platforms.close();
      await database.close();
    },
    cards,
    card: (nth = 1) => until(`head card ${nth}`, async () => (await cards())[nth - 1]),
    inThread: (root, text) =>
      until(`"${text}" in the thread`, async () =>
        (await slack.thread(channel, root.ts)).find((each) => each.ts !== root.ts && each.text.includes(text)),
      ),
    received: (customer) =>
      line
        .phone(customer)
        .flatMap(({ from, message }) => (from === "account" ? (message["text"] ?? message["altText"] ?? []) : []))
        .map(String),
    quiet: async (patience = 40_000) => {
      const idle = async (): Promise<boolean> => {
        // what is done at most once is noted as done before its call: its worker is still at the lane then
        const [busy] = await db.$queryRaw<{ n: number }[]>`
          SELECT (SELECT count(*) FROM delivery WHERE status IN ('pending', 'trying'))::int
            + (SELECT count(*) FROM lane WHERE lease_until > now())::int AS n`;
        return busy?.n === 0;
      };
      await until("nothing pending", idle, patience);
      await slack.settled();
    },
    staff: (name = "aki") => slack.staff({ name }),
  };
}

const namesOf = ({ slack }: StageOptions): (string | undefined)[] =>
  slack?.channels?.map(({ name }) => name) ?? [undefined];

/** The composition root: the only file that knows every folder. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { openContent } from "./app/content.ts";
import { listen, portOf, stopServer } from "./app/server.ts";
import { reachable, settingsOf } from "./app/settings.ts";
import { createAccept } from "./bridge/accept.ts";
import { createAccounts } from "./bridge/accounts.ts";
import { alertOnce } from "./bridge/alert.ts";
import { inItsLanguage } from "./bridge/auto/filled.ts";
import { lookBack, readBackThreads, tellGap, untilDone } from "./bridge/catch-up.ts";
import type { Context } from "./bridge/context.ts";
import { deliver } from "./bridge/deliver.ts";
import { deskGone } from "./bridge/desk-gone.ts";
import { waitingFacts } from "./bridge/digest/count-waiting.ts";
import { createDuties } from "./bridge/duties.ts";
import { fileOpened } from "./bridge/file-opened.ts";
import { createIds, newToken } from "./bridge/new-id.ts";
import { createRooms, lookFirst, shareChanged } from "./bridge/rooms.ts";
import { memberMoved } from "./bridge/staff/actor.ts";
import type { Config } from "./config.ts";
import { limitOutgoingCalls } from "./http.ts";
import { createMessenger } from "./line/index.ts";
import { lineWebhook } from "./line/webhook.ts";
import type { Log } from "./log.ts";
import { mediaDoors } from "./media/doors.ts";
import { createFaces } from "./media/faces.ts";
import { createLinks } from "./media/links.ts";
import { createWorkshop } from "./media/workshop.ts";
import { createMetrics } from "./metrics.ts";
import { prepareQueue, startQueue } from "./queue.ts";
import { startClockwork } from "./schedule.ts";
import { createSlackClient } from "./slack/client.ts";
import { commands } from "./slack/commands/index.ts";
import { createSlackCalls } from "./slack/doors/slack.ts";
import { createDesk } from "./slack/index.ts";
import { httpReceiver, mountSlack, type SlackDoor } from "./slack/listeners.ts";
import { noReceiver, openSocket, type SlackSocket, WANTED } from "./slack/socket.ts";
import { listAccounts } from "./store/accounts.ts";
import { createDb, type Db } from "./store/client.ts";
import { keptContent } from "./store/content.ts";
import { countPending } from "./store/deliveries.ts";
import { type Embedded, startEmbedded } from "./store/embedded.ts";
import { endInstance } from "./store/instances.ts";
import { forgetCalls } from "./store/lanes.ts";
import { linkSecret } from "./store/link-secret.ts";
import { migrate } from "./store/migrate.ts";
import { pictureOf } from "./store/staff-pictures.ts";
import { forgetTold, RESTORED, toldAt } from "./store/told.ts";
import { createWeb } from "./web.ts";
import { english } from "./words/en.ts";
import { pageEnglish, pageJapanese } from "./words/files.ts";
import { japanese } from "./words/ja.ts";

export interface AppOptions {
  config: Config;
  log: Log;
  /** The app's clock; tests move it. */
  now?: () => Date;
  /** Ends a start that is under way: it stops what it has started, and throws the reason. */
  breakOff?: AbortSignal;
}

export interface App {
  /** Where it listens, for settings that leave the port to the system. */
  url: string;
  /** Stops accepting, finishes the delivery in hand, stops PostgreSQL. */
  close: () => Promise<void>;
}

/** Lanes worked on at once, besides one for every Slack channel. */
const LANES = 8;
/** Of files; each takes a lane of its own while it lasts. */
const TRANSFERS = 3;
/** Slack repeats what nobody acknowledged meanwhile. */
const SHORT_ABSENCE = 3_000;

export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, now = () => new Date(), breakOff = new AbortController().signal } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closing.toReversed()) await each();
    closing.length = 0;
  };
  try {
    return { url: await start({ config, log, now, breakOff }, closing), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function start(options: Required<AppOptions>, closing: (() => Promise<unknown>)[]): Promise<string> {
  const { config, log, now, breakOff } = options;
  // 1. the outside calls, the database and its tables
  const calls = limitOutgoingCalls();
  closing.push(calls.close);
  const builtIn = config.databaseUrl === undefined ? await embedded(config, log, closing) : undefined;
  const databaseUrl = config.databaseUrl ?? builtIn?.url ?? "";
  breakOff.throwIfAborted();
  await migrate(databaseUrl);
  breakOff.throwIfAborted();
  await prepareQueue(databaseUrl, log);
  breakOff.throwIfAborted();
  const db = createDb(databaseUrl);
  closing.push(() => db.$disconnect());

  const { content, close: closeStore } = await openContent(config, db, randomUUID());
  closing.push(() => Promise.resolve(closeStore()));
  const secret = await linkSecret(db, newToken());

  // 2. the two sides and the bridge between them
  const words = (config.locale === "ja" ? japanese : english)(config.timeZone);
  const slack = { botToken: config.slack.botToken, apiUrl: config.slack.apiUrl };
  const accounts = createAccounts(
    config.accounts.map(({ name, slackChannel, groups, accessToken }) => ({
      name,
      deskChannel: slackChannel,
      groups,
      messenger: createMessenger({ accessToken, ...config.line, card: words.files.card }),
    })),
  );
  const client = createSlackClient(slack, log);
  let socket: SlackSocket | undefined;
  const metrics = createMetrics({
    pending: () => countPending(db),
    accounts: () => accountStates(db),
    customers: () => waitingFacts(ctx),
    connections: () => (socket ? { open: socket.connections(), wanted: WANTED } : undefined),
  });
  const stopping = new AbortController();
  const ctx: Context = {
    db,
    now,
    newId: createIds(now),
    newToken,
    log,
    settings: settingsOf(config),
    desk: createDesk(client, words, config.adminAlert),
    content,
    workshop: createWorkshop(join(config.dataDir, "media", "tmp", "make"), content),
    faces: reachable(config) ? createFaces(config.publicUrl ?? "", { alsoFrom: slack.apiUrl, now, log }) : undefined,
    links: reachable(config) ? createLinks(config.publicUrl ?? "", secret) : undefined,
    account: accounts.byId,
    accounts: accounts.all,
    unbound: accounts.unbound,
    meter: metrics.meter,
    toCustomers: inItsLanguage(config.locale),
    instanceId: randomUUID(),
    rooms: createRooms(),
    restoredAt: await toldAt(db, RESTORED),
    transfers: { inHand: 0, most: TRANSFERS },
    leases: new Map(),
    stopping: stopping.signal,
  };
  if (!ctx.links) log.warn("PUBLIC_URL is not set to an https address: words reach customers, files cannot");
  await accounts.remember(ctx);
  const accept = createAccept(ctx);
  const { seen, gap } = await lookBack(ctx);
  const own = createDuties(ctx, seen);
  const duties = {
    ...own,
    beat: async () => {
      await builtIn?.revive();
      await own.beat();
    },
  };
  await duties.beat();
  await forgetCalls(db);
  closing.push(() => endInstance(db, ctx.instanceId, now()));

  // 3. the worker
  const channels = [...new Set(config.accounts.map((account) => account.slackChannel))];
  await lookFirst(ctx, channels);
  const queue = await startQueue({
    url: databaseUrl,
    concurrency: LANES + TRANSFERS + channels.length,
    deliver: (lane) => deliver(ctx, lane),
    log,
  });
  const clockwork = startClockwork(duties, config.timeZone, log);
  // beating until the last delivery is done: nobody is to take over what is still in hand
  let catchingUp: Promise<void> = Promise.resolve();
  closing.push(
    clockwork.close,
    queue.close,
    () => catchingUp,
    () => Promise.resolve(stopping.abort()),
  );

  // 4. the doors
  const onSocket = {
    refused: (reason: string) => alertOnce(ctx, "socket", { kind: "socketRefused", reason }),
    back: async (since: Date) => {
      await forgetTold(db, "socket");
      // what Slack could send over no connection it may not repeat
      if (now().getTime() - since.getTime() > SHORT_ABSENCE) await readBackThreads(ctx, accept, since);
    },
  };
  const web = createWeb({
    lineDoor: lineWebhook({
      accept,
      secrets: () =>
        config.accounts.map(({ name, secrets }) => ({ name, secrets, botUserId: accounts.botUserIdOf(name) })),
      bind: (name, botUserId) => accounts.bind(ctx, name, botUserId),
      now,
      log,
    }),
    mountSlack: (express) => {
      const gone = (channel: string | undefined, reason: string): Promise<void> =>
        deskGone(ctx, channel ? [channel] : channels, reason);
      const office = { ctx, words, slack: createSlackCalls(client), commands, reactions: config.reactions };
      const moved: SlackDoor["memberMoved"] = (channel, user, joined) => memberMoved(ctx, channel, user, joined);
      const shared: SlackDoor["shareChanged"] = (channel, is) => shareChanged(ctx, channel, is);
      const { appToken, signingSecret } = config.slack;
      const receiver = appToken === undefined ? httpReceiver(express, signingSecret, log) : noReceiver();
      const bolt = mountSlack(receiver, {
        access: slack,
        accept,
        deskGone: gone,
        now,
        log,
        office,
        memberMoved: moved,
        shareChanged: shared,
      });
      if (appToken !== undefined) socket = openSocket(bolt, { appToken, apiUrl: slack.apiUrl, now, log, ...onSocket });
    },
    mediaDoor: mediaDoors({
      // before there was one of our own, links were signed with Slack's
      secrets: [secret, config.slack.signingSecret],
      links: ctx.links,
      face: (token) => pictureOf(db, token),
      find: async (id) => (await keptContent(db, id)) ?? undefined,
      opened: (id) => fileOpened(ctx, id),
      words: { ja: pageJapanese(config.timeZone), en: pageEnglish(config.timeZone) },
      content,
      now,
      log,
    }),
    readiness: async () => ({ database: await answers(db), migrations: true, worker: queue.running() }),
    metrics: metrics.render,
    metricsToken: config.metricsToken,
    log,
  });
  breakOff.throwIfAborted();
  const server = await listen(web, config);
  closing.push(
    () => stopServer(server),
    () => socket?.close() ?? Promise.resolve(),
  );

  // 5. what may take its time, or fail while a platform is away
  catchingUp = untilDone(ctx, catchUp);
  async function catchUp(): Promise<void> {
    await accounts.check(ctx);
    const bound = config.accounts.flatMap(({ name }) => accounts.byName(name) ?? []);
    if (gap) await tellGap(ctx, bound, gap);
    const found = await readBackThreads(ctx, accept, gap?.from ?? now());
    if (found > 0) log.info({ found }, "read back what staff wrote meanwhile");
    await accounts.checkAgain(ctx);
  }
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${portOf(server)}`;
  log.info({ url }, "Threadline listens");
  return url;
}

async function embedded(config: Config, log: Log, closing: (() => Promise<unknown>)[]): Promise<Embedded> {
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  closing.push(() => server.close());
  return server;
}

async function accountStates(db: Db): Promise<{ name: string; line: string; desk: string }[]> {
  return (await listAccounts(db)).map(({ name, lineState, deskState }) => ({ name, line: lineState, desk: deskState }));
}

async function answers(db: Db): Promise<boolean> {
  try {
    await db.$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

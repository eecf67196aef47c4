/** A Slack to talk to on this machine: the emulator, the strict proxy before it, and the people. */
import type { Context } from "./context.ts";
import { createEmojiTable } from "./emoji.ts";
import { must, startEmulator } from "./emulator.ts";
import { fetchMessage, listHistory, listThread } from "./messages.ts";
import { openDirect } from "./methods/reach.ts";
import { openViews } from "./methods/views.ts";
import type { SlackOptions } from "./options.ts";
import * as admin from "./people/admin.ts";
import { hire } from "./people/staff.ts";
import { createPoster } from "./poster.ts";
import { startProxy } from "./proxy.ts";
import { startSocketSide } from "./socket.ts";
import { createState, type State } from "./state.ts";
import { readFile } from "./transfers.ts";
import type { FakeSlack } from "./types.ts";
import { objects, parseJson, isObject, textOf } from "./values.ts";

export async function startSlack(options: SlackOptions = {}): Promise<FakeSlack> {
  const state = createState(options);
  const wanted = options.channels ?? [{ name: "support" }];
  const proxy = await startProxy(state, options);
  const emulator = await startEmulator(state, wanted, proxy.origin);
  if (options.socketMode) state.socket = await startSocketSide(state, () => state.fault);
  const poster = createPoster(state, options);
  const slack: Context = {
    state,
    emulator,
    poster,
    emoji: createEmojiTable(),
    origin: proxy.origin,
    echo: options.echo ?? true,
  };
  await openChannels(slack, wanted);
  proxy.serve(slack);
  return createHandle(slack, async () => {
    await poster.close();
    await state.socket?.close();
    await proxy.close();
    await emulator.close();
  });
}

/** The order of the names is the order of the channels: without a name, `channel()` is the first. */
async function openChannels(slack: Context, wanted: readonly { name: string; isPrivate?: boolean }[]): Promise<void> {
  const types = "public_channel,private_channel";
  const answer = await must(slack.emulator.asSeat("admin", "conversations.list", { limit: 1000, types }));
  const byName = new Map(objects(answer["channels"]).map((channel) => [textOf(channel["name"]), channel]));
  for (const { name, isPrivate } of wanted) {
    const id = textOf(byName.get(name)?.["id"]);
    const kind = isPrivate ? "group" : "channel";
    const channel = { id, name, kind, botIsMember: false, archived: false, shared: false } as const;
    slack.state.channels.set(id, { ...channel });
    await admin.inviteBot(slack, slack.state.channels.get(id) ?? { ...channel });
  }
}

function createHandle(slack: Context, close: () => Promise<void>): FakeSlack {
  const { state, poster } = slack;
  return {
    url: `${slack.origin}/api/`,
    botToken: state.botToken,
    signingSecret: state.signingSecret,
    appToken: state.appToken,
    socket: state.socket,
    refuseAppToken: (error) => void (state.appTokenError = error),
    teamId: state.teamId,
    appId: state.appId,
    botUserId: state.botUserId,
    botId: state.botId,
    calls: state.calls,
    events: state.events,
    ephemerals: state.ephemerals,
    responses: state.responses,
    views: state.views,
    violations: state.violations,
    channel: (name) => channelId(state, name),
    setRequestUrl: (url) => void (state.requestUrl = url),
    setFault: (fault) => void (state.fault = fault),
    staff: (person) => hire(slack, person),
    thread: (channel, ts) => listThread(slack, channel, ts),
    history: (channel) => listHistory(slack, channel),
    message: (channel, ts) => fetchMessage(slack, channel, ts),
    async reactions(channel, ts) {
      const message = await fetchMessage(slack, channel, ts);
      return (message?.reactions ?? []).map(({ name, users }) => ({ name, users }));
    },
    directChannel: async (userId) => (await openDirect(slack, userId)).id,
    directMessages: async (userId) => listHistory(slack, (await openDirect(slack, userId)).id),
    emit: (event, emitOptions) => poster.emit(event, emitOptions),
    post(raw, headers = {}) {
      const parsed = parseJson(raw);
      const body = isObject(parsed) ? parsed : { raw };
      return poster.post({
        kind: "raw",
        type: "raw",
        body,
        raw,
        headers: { "content-type": "application/json", ...headers },
      });
    },
    archive: (channel) => admin.archive(slack, channel),
    unarchive: (channel) => admin.unarchive(slack, channel),
    removeBot: (channel) => admin.removeBot(slack, channel),
    addBot: (channel) => admin.addBot(slack, channel),
    share: (channel, shared) => admin.share(slack, channel, shared),
    move: (userId, channel, joined) => admin.move(slack, userId, channel, joined),
    userGroup: (id, users) => void state.userGroups.set(id, users),
    revokeToken: (error = "token_revoked") => admin.revokeToken(slack, error),
    grant: (scopes) => void (state.scopes = scopes),
    runAhead: (milliseconds) => void (state.ahead = milliseconds),
    restoreToken: () => void (state.tokenError = undefined),
    changeFile: (id, change) => void state.fileChanges.set(id, { ...state.fileChanges.get(id), ...change }),
    deleteMessage: (channel, ts) => admin.deleteMessage(slack, channel, ts),
    openViews: (userId) => openViews(state, userId),
    file: (id) => readFile(slack, id),
    settled: () => poster.settled(),
    close,
  };
}

function channelId(state: State, name?: string): string {
  for (const channel of state.channels.values()) {
    if (channel.kind !== "im" && (name === undefined || channel.name === name)) return channel.id;
  }
  throw new Error(`there is no channel ${name ?? ""}`);
}

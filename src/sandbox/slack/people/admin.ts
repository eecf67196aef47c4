/** What happens to the workspace: channels close, the bot is shown out, the token dies. */
import type { Context } from "../context.ts";
import { must } from "../emulator.ts";
import { emitIn } from "../events.ts";
import { erase } from "../methods/chat.ts";
import { type ChannelRecord, noteOf } from "../state.ts";
import type { Delivery } from "../types.ts";

export async function archive(slack: Context, id: string): Promise<Delivery> {
  const channel = channelAt(slack, id);
  await must(slack.emulator.asSeat("admin", "conversations.archive", { channel: id }));
  channel.archived = true;
  return emitIn(slack, id, lifecycle(slack, channel, "archive"));
}

export async function unarchive(slack: Context, id: string): Promise<Delivery> {
  const channel = channelAt(slack, id);
  await must(slack.emulator.asSeat("admin", "conversations.unarchive", { channel: id }));
  channel.archived = false;
  return emitIn(slack, id, lifecycle(slack, channel, "unarchive"));
}

function lifecycle(slack: Context, channel: ChannelRecord, what: "archive" | "unarchive") {
  const user = "U000000001";
  return { type: `${channel.kind}_${what}`, channel: channel.id, user, event_ts: slack.state.nextTs() };
}

/** The bot still hears that it left. */
export async function removeBot(slack: Context, id: string): Promise<Delivery> {
  const channel = channelAt(slack, id);
  const body = { channel: id, user: slack.state.botUserId };
  await must(slack.emulator.asSeat("admin", "conversations.kick", body));
  const told = emitIn(slack, id, membership(slack, channel, "member_left_channel"));
  channel.botIsMember = false;
  return told;
}

export async function addBot(slack: Context, id: string): Promise<Delivery> {
  const channel = channelAt(slack, id);
  await inviteBot(slack, channel);
  return emitIn(slack, id, membership(slack, channel, "member_joined_channel"));
}

export async function inviteBot(slack: Context, channel: ChannelRecord): Promise<void> {
  const body = { channel: channel.id, users: slack.state.botUserId };
  await must(slack.emulator.asSeat("admin", "conversations.invite", body));
  channel.botIsMember = true;
}

export async function share(slack: Context, id: string, shared: boolean): Promise<Delivery> {
  channelAt(slack, id).shared = shared;
  const other = "T0OTHERORG";
  const about = shared
    ? { type: "channel_shared", connected_team_id: other }
    : { type: "channel_unshared", previously_connected_team_id: other, is_ext_shared: false };
  return emitIn(slack, id, { ...about, channel: id, event_ts: slack.state.nextTs() });
}

export function move(slack: Context, user: string, id: string, joined: boolean): Promise<Delivery> {
  const channel = channelAt(slack, id);
  const person = slack.state.people.get(user);
  if (!person) throw new Error(`there is nobody ${user}`);
  if (joined) person.notIn.delete(channel.name);
  else person.notIn.add(channel.name);
  const type = joined ? "member_joined_channel" : "member_left_channel";
  return emitIn(slack, id, membership(slack, channel, type, user));
}

function membership(slack: Context, channel: ChannelRecord, type: string, user = slack.state.botUserId) {
  return {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === "group" ? "G" : "C",
    team: slack.state.teamId,
    event_ts: slack.state.nextTs(),
  };
}

export function revokeToken(slack: Context, error: string): Promise<Delivery> {
  const { state, poster } = slack;
  state.tokenError = error;
  if (error === "account_inactive") return poster.emit({ type: "app_uninstalled", event_ts: state.nextTs() });
  const tokens = { oauth: [], bot: [state.botUserId] };
  return poster.emit({ type: "tokens_revoked", tokens, event_ts: state.nextTs() });
}

/** Under the author's own token: the emulator knows no administrators. */
export async function deleteMessage(slack: Context, channel: string, ts: string): Promise<Delivery> {
  const note = noteOf(slack.state, channel, ts);
  if (!note || note.deleted) throw new Error(`there is no message ${ts} in ${channel}`);
  const author = slack.state.people.get(note.author);
  const gone = await erase(slack, note, (place) =>
    author ? slack.emulator.asSeat(author.seat, "chat.delete", place) : slack.emulator.asBot("chat.delete", place),
  );
  return emitIn(slack, channel, gone);
}

function channelAt(slack: Context, id: string): ChannelRecord {
  const channel = slack.state.channels.get(id);
  if (!channel) throw new Error(`there is no channel ${id}`);
  return channel;
}

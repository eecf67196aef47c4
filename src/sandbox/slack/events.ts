/** The inner events, in the shape in which Slack sends them. */
import type { Context } from "./context.ts";
import type { ChannelRecord, State } from "./state.ts";
import type { Delivery, EmitOptions, Json, Message } from "./types.ts";

const NOT_SENT: Delivery = { status: 0, milliseconds: 0, answer: undefined, error: "not_sent" };

export function channelType(channel: ChannelRecord | undefined): string {
  return channel?.kind ?? "channel";
}

export function messageEvent(state: State, channel: string, message: Message): Json {
  return { ...told(message), channel, event_ts: message.ts, channel_type: channelType(state.channels.get(channel)) };
}

/** Metadata come only with a call that asks for them. */
export function told({ metadata: _metadata, ...message }: Message): Json {
  return message;
}

export function changedEvent(state: State, channel: string, message: Message, previous: Message): Json {
  const ts = state.nextTs();
  return {
    type: "message",
    subtype: "message_changed",
    message: { ...told(message), source_team: message["team"], user_team: message["team"] },
    previous_message: told(previous),
    channel,
    hidden: true,
    ts,
    event_ts: ts,
    channel_type: channelType(state.channels.get(channel)),
  };
}

export function deletedEvent(state: State, channel: string, previous: Message): Json {
  const ts = state.nextTs();
  return {
    type: "message",
    subtype: "message_deleted",
    previous_message: told(previous),
    channel,
    hidden: true,
    deleted_ts: previous.ts,
    ts,
    event_ts: ts,
    channel_type: channelType(state.channels.get(channel)),
  };
}

export function reactionEvent(
  state: State,
  type: "reaction_added" | "reaction_removed",
  about: { user: string; name: string; channel: string; ts: string; author: string | undefined },
): Json {
  return {
    type,
    user: about.user,
    reaction: about.name,
    item: { type: "message", channel: about.channel, ts: about.ts },
    ...(about.author !== undefined && { item_user: about.author }),
    event_ts: state.nextTs(),
  };
}

/** Slack tells an app only of channels in which its bot is. */
export function emitIn(slack: Context, channel: string, event: Json, options: EmitOptions = {}): Promise<Delivery> {
  const hears = slack.state.channels.get(channel)?.botIsMember === true && slack.state.tokenError === undefined;
  return hears ? slack.poster.emit(event, options) : Promise.resolve(NOT_SENT);
}

/** What the app itself did comes back to it, after its call was answered or even before. */
export function echo(slack: Context, channel: string, event: Json): void {
  if (!slack.echo || slack.state.channels.get(channel)?.botIsMember !== true) return;
  slack.poster.background(() => slack.poster.emit(event, { echo: true }));
}

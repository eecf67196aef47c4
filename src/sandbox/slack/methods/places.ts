/** People and channels: seats that nobody took are hidden, and what the emulator does not know of people is added. */
import { type Context, type Method, refused } from "../context.ts";
import { isHired, presentUser } from "../present.ts";
import type { ChannelRecord, State } from "../state.ts";
import type { Json } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { openDirect, reach } from "./reach.ts";

export const authTest: Method = async (slack) => {
  const answer = await slack.emulator.asBot("auth.test", {});
  const { state } = slack;
  return {
    ...answer,
    url: `https://${state.domain}.slack.com/`,
    team_id: state.teamId,
    user_id: state.botUserId,
    bot_id: state.botId,
    is_enterprise_install: false,
  };
};

export const userInfo: Method = async (slack, body) => {
  const id = textOf(body["user"]);
  if (!isHired(slack.state, id)) return refused("user_not_found");
  const answer = await slack.emulator.asBot("users.info", { user: id });
  return isObject(answer["user"]) ? { ok: true, user: presentUser(slack.state, answer["user"]) } : answer;
};

export const userList: Method = async (slack) => {
  const answer = await slack.emulator.asBot("users.list", { limit: 1000 });
  const hired = objects(answer["members"]).filter((user) => isHired(slack.state, textOf(user["id"])));
  const members = hired.map((user) => presentUser(slack.state, user));
  return { ok: true, members, response_metadata: { next_cursor: "" } };
};

export const channelInfo: Method = async (slack, body) => {
  const channel = slack.state.channels.get(textOf(body["channel"]));
  if (!channel || (channel.kind === "group" && !channel.botIsMember)) return refused("channel_not_found");
  const answer = await slack.emulator.asBot("conversations.info", { channel: channel.id });
  const { shared } = channel;
  const sharing = { is_shared: shared, is_ext_shared: shared, is_org_shared: false, is_pending_ext_shared: false };
  return isObject(answer["channel"]) ? { ...answer, channel: { ...answer["channel"], ...sharing } } : answer;
};

export const channelMembers: Method = async (slack, body) => {
  const place = reach(slack, body["channel"], "read");
  if (place.kind === "refused") return place.answer;
  const { state } = slack;
  const direct = place.channel.with;
  const people = direct === undefined ? membersOf(state, place.channel) : [direct];
  return { ok: true, members: [...people, state.botUserId], response_metadata: { next_cursor: "" } };
};

export const membersOf = (state: State, { name }: ChannelRecord): string[] =>
  [...state.people.values()].filter(({ notIn }) => !notIn.has(name)).map(({ userId }) => userId);

export const usersConversations: Method = async (slack, body) => {
  const answer = await slack.emulator.asBot("conversations.list", { limit: 1000, types: body["types"] });
  const channels = objects(answer["channels"]).filter((channel) => channel["is_member"] === true);
  return { ok: true, channels, response_metadata: { next_cursor: "" } };
};

export const join: Method = async (slack, body) => {
  const channel = slack.state.channels.get(textOf(body["channel"]));
  if (!channel || channel.kind !== "channel") return refused("channel_not_found");
  const answer = await slack.emulator.asBot("conversations.join", { channel: channel.id });
  if (answer["ok"] === true) channel.botIsMember = true;
  return answer;
};

export const leave: Method = async (slack, body) => {
  const place = reach(slack, body["channel"], "read");
  if (place.kind === "refused") return place.answer;
  const answer = await slack.emulator.asBot("conversations.leave", { channel: place.channel.id });
  if (answer["ok"] === true) place.channel.botIsMember = false;
  return answer;
};

export const open: Method = async (slack, body) => {
  const users = textOf(body["users"]).split(",").filter(Boolean);
  const only = users[0];
  if (only === undefined || users.length > 1) return slack.emulator.asBot("conversations.open", body);
  if (!slack.state.people.has(only)) return refused("user_not_found");
  const channel = await openDirect(slack, only);
  return { ok: true, channel: { id: channel.id } };
};

export const noEmoji: Method = async () => ({ ok: true, emoji: {}, cache_ts: "0" });

/** Anything else in a channel: pins, bookmarks, topics. */
export function inChannel(method: string, field = "channel"): (slack: Context, body: Json) => Promise<Json> {
  return async (slack, body) => {
    const place = reach(slack, body[field], "write");
    return place.kind === "refused" ? place.answer : slack.emulator.asBot(method, body);
  };
}

/** Which method is played by whom; what is not named here goes to the emulator as it is. */
import { type Method, refused } from "../context.ts";
import * as chat from "./chat.ts";
import * as files from "./files.ts";
import * as groups from "./groups.ts";
import * as history from "./history.ts";
import * as places from "./places.ts";
import * as reactions from "./reactions.ts";
import * as views from "./views.ts";

const METHODS: Record<string, Method> = {
  "auth.test": places.authTest,
  "bookmarks.add": places.inChannel("bookmarks.add", "channel_id"),
  "bookmarks.edit": places.inChannel("bookmarks.edit", "channel_id"),
  "bookmarks.remove": places.inChannel("bookmarks.remove", "channel_id"),
  "chat.delete": chat.remove,
  "chat.getPermalink": chat.getPermalink,
  "chat.postEphemeral": chat.postEphemeral,
  "chat.postMessage": chat.postMessage,
  "chat.update": chat.update,
  "conversations.history": history.history,
  "conversations.info": places.channelInfo,
  "conversations.join": places.join,
  "conversations.leave": places.leave,
  "conversations.members": places.channelMembers,
  "conversations.open": places.open,
  "conversations.replies": history.replies,
  "conversations.setPurpose": places.inChannel("conversations.setPurpose"),
  "conversations.setTopic": places.inChannel("conversations.setTopic"),
  "emoji.list": places.noEmoji,
  "files.completeUploadExternal": files.completeUpload,
  "files.getUploadURLExternal": files.getUploadUrl,
  "files.info": files.info,
  "pins.add": places.inChannel("pins.add"),
  "pins.remove": places.inChannel("pins.remove"),
  "reactions.add": reactions.add,
  "reactions.remove": reactions.remove,
  "usergroups.list": groups.list,
  "usergroups.users.list": groups.users,
  "users.conversations": places.usersConversations,
  "users.info": places.userInfo,
  "users.list": places.userList,
  "views.open": views.open,
  "views.publish": views.publish,
  "views.push": views.push,
  "views.update": views.update,
  // The emulator's own invention.
  "views.generateTriggerId": async () => refused("unknown_method"),
};

export function methodNamed(name: string): Method {
  return METHODS[name] ?? ((slack, body) => slack.emulator.asBot(name, body));
}

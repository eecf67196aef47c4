import { sendEvent, type Stage } from "./events.ts";
import { createId } from "./ids.ts";
import type { GroupRecord } from "./platform.ts";
import type { Customer, EventOptions, FakeLine, Group } from "./types.ts";

type NewGroup = Parameters<FakeLine["group"]>[0];

/** A chat of several people that the account is already in, unless `joined` is false. */
export function createGroup(stage: Stage, { kind = "group", name, members, joined = true }: NewGroup): Group {
  const id = createId(kind === "group" ? "C" : "R");
  const handle: Group = {
    kind,
    id,
    get name() {
      return record.name;
    },
    rename(other) {
      record.name = other;
    },
    members: () =>
      [...record.members]
        .map((userId) => stage.platform.users.get(userId)?.handle)
        .filter((member) => member !== undefined),
    join(options) {
      record.joined = true;
      return sendEvent(stage, { type: "join", chat: record, replyable: true }, options);
    },
    leave(options) {
      record.joined = false;
      return sendEvent(stage, { type: "leave", chat: record, replyable: false }, options);
    },
    async add(members, options) {
      for (const { userId, name: who } of members) {
        if (record.members.has(userId)) throw new Error(`${who} is in ${name ?? id} already`);
      }
      for (const { userId } of members) record.members.add(userId);
      const joined = membersOf(members, options);
      return sendEvent(stage, { type: "memberJoined", chat: record, replyable: true, properties: { joined } }, options);
    },
    async remove(members, options) {
      for (const { userId, name: who } of members) {
        if (!record.members.delete(userId)) throw new Error(`${who} is not in ${name ?? id}`);
      }
      const left = membersOf(members, options);
      return sendEvent(stage, { type: "memberLeft", chat: record, replyable: false, properties: { left } }, options);
    },
  };
  const record: GroupRecord = {
    kind,
    id,
    name,
    members: new Set(members.map((member) => member.userId)),
    joined,
    standby: false,
    phone: [],
    handle,
  };
  stage.platform.groups.set(id, record);
  return handle;
}

function membersOf(members: readonly Customer[], { anonymous = false }: EventOptions = {}) {
  return { members: members.map(({ userId }) => ({ type: "user", ...(anonymous ? {} : { userId }) })) };
}

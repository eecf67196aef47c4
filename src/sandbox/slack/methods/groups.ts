/** Groups of people: `@sales`. */
import { type Method, refused } from "../context.ts";
import { textOf } from "../values.ts";

export const list: Method = async ({ state }) => ({
  ok: true,
  usergroups: [...state.userGroups].map(([id, users]) => ({
    id,
    team_id: state.teamId,
    is_usergroup: true,
    handle: id.toLowerCase(),
    name: id,
    user_count: users.length,
  })),
});

export const users: Method = async ({ state }, body) => {
  const group = textOf(body["usergroup"]);
  if (group === "") return refused("invalid_arguments");
  const people = state.userGroups.get(group);
  return people ? { ok: true, users: [...people] } : refused("no_such_subteam");
};

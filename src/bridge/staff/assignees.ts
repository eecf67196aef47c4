/** Who can have a chat of an account: the people in its Slack channel who may answer its customers. */
import type { Refusal } from "../../core/refusal.ts";
import { searchable } from "../../core/search.ts";
import type { StaffRow } from "../../store/rows.ts";
import { staffIn } from "../../store/staff.ts";
import type { BoundAccount, Context } from "../context.ts";
import { barred, whoIs } from "../people.ts";
import type { Person } from "../ports.ts";
import { inRoom } from "../rooms.ts";

export interface Assignee {
  id: string;
  name: string;
}

type Found = { kind: "found"; person: Assignee } | { kind: "refused"; refusal: Refusal };

const refused = (refusal: Refusal): Found => ({ kind: "refused", refusal });

/** Asks Slack where we do not know; throws its error when it cannot be asked. */
export async function assigneeById(ctx: Context, account: BoundAccount, userId: string): Promise<Found> {
  const person = await whoIs(ctx, userId);
  const name = person?.name || userId;
  if (!person || barred(ctx, person)) return refused({ kind: "cannotTake", name, because: reason(person) });
  if (!(await inRoom(ctx, account.deskChannel, userId))) return refused({ kind: "notAMember", name });
  return { kind: "found", person: { id: userId, name } };
}

function reason(person: Person | undefined): "guest" | "outside" | "nobody" {
  return person?.standing === "guest" || person?.standing === "outside" ? person.standing : "nobody";
}

/** By the beginning of a name, among those who are known here; the whole name wins. */
export async function assigneeByName(ctx: Context, account: BoundAccount, typed: string): Promise<Found> {
  const wanted = searchable(typed);
  const people = (await staffIn(ctx.db, account.deskChannel)).filter((each) => beginsSo(each, wanted));
  const whole = people.filter((each) => searchable(each.name) === wanted);
  const [first, ...others] = whole.length > 0 ? whole : people;
  if (!first || wanted === "") return refused({ kind: "notAMember", name: typed });
  if (others.length === 0) return assigneeById(ctx, account, first.userId);
  return refused({ kind: "severalPeople", name: typed, people: [first, ...others].slice(0, MOST).map(idOf) });
}

const MOST = 10;

const idOf = ({ userId: id, name }: StaffRow): Assignee => ({ id, name });

const beginsSo = (person: StaffRow, wanted: string): boolean =>
  searchable(person.name)
    .split(" ")
    .some((_word, at, words) => words.slice(at).join(" ").startsWith(wanted));

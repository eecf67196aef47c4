/** Those who may work on the account's chats, of the people that matter at the moment; nobody is asked for it. */
import type { Tx } from "../../store/client.ts";
import { findRooms, membersAmong } from "../../store/rooms.ts";
import type { StaffRow } from "../../store/rows.ts";
import { findPeople } from "../../store/staff.ts";
import type { BoundAccount, Context } from "../context.ts";
import { barred } from "../people.ts";
import type { Person } from "../ports.ts";

export type Crew = Map<string, StaffRow>;

export async function crewOf(tx: Tx, ctx: Context, account: BoundAccount, people: string[]): Promise<Crew> {
  const wanted = [...new Set(people)];
  const known = await findPeople(tx, wanted);
  // a channel of which nothing is known yet keeps nobody from their customers
  const room = (await findRooms(tx, [account.deskChannel])).length > 0;
  const members = room ? new Set(await membersAmong(tx, account.deskChannel, wanted)) : undefined;
  const fit = known.filter(
    (person) => (members?.has(person.userId) ?? true) && barred(ctx, asPerson(person)) === undefined,
  );
  return new Map(fit.map((person) => [person.userId, person]));
}

const asPerson = (row: StaffRow): Person => ({ ...row, standing: row.standing as Person["standing"] });

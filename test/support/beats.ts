import { type Stage, until } from "./stage.ts";

/** Waits until every instance has beaten twice: by then each knows what others have set. */
export async function beats({ db }: Pick<Stage, "db">): Promise<void> {
  // the first of them may have been under way
  for (let count = 0; count < 2; count += 1) {
    const before = new Map((await db.instance.findMany()).map(({ id, seenAt }) => [id, seenAt]));
    await until("a beat of all", async () => {
      const now = await db.instance.findMany({ where: { endedAt: null } });
      return now.every(({ id, seenAt }) => seenAt > (before.get(id) ?? new Date(0)));
    });
  }
}

/** Looks at both worlds whenever something happened there, and tells those who watch what is different. */
import { seeLine } from "./see/line.ts";
import { createSlackEye } from "./see/slack.ts";
import { seeWorld } from "./see/world.ts";
import type { World } from "./world.ts";

export interface Watch {
  /** `tell` gets everything at once, and from then on what changed, as JSON. */
  join: (tell: (parts: string) => void) => () => void;
  close: () => void;
}

const PAUSE = 60;

export function createWatch(world: World, channels: readonly { id: string; name: string }[]): Watch {
  const seeSlack = createSlackEye(world, channels);
  const watchers = new Set<(parts: string) => void>();
  const parts = new Map<string, string>();
  let last = "";
  const stop = new AbortController();
  void loop();

  return {
    join(tell) {
      watchers.add(tell);
      if (parts.size > 0) tell(joined([...parts.keys()]));
      return () => void watchers.delete(tell);
    },
    close: () => stop.abort(),
  };

  async function loop(): Promise<void> {
    while (!stop.signal.aborted) {
      const version = versionOf(world);
      if (version !== last && (watchers.size > 0 || parts.size === 0)) {
        last = version;
        await look();
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
    }
  }

  async function look(): Promise<void> {
    try {
      const seen = { line: seeLine(world.line), slack: await seeSlack(), world: seeWorld(world) };
      const changed = Object.entries(seen).filter(([name, value]) => {
        const text = JSON.stringify(value);
        if (parts.get(name) === text) return false;
        parts.set(name, text);
        return true;
      });
      if (changed.length === 0) return;
      const told = joined(changed.map(([name]) => name));
      for (const tell of watchers) tell(told);
    } catch {
      // something moved while it was looked at: look again
      last = "";
    }
  }

  function joined(names: readonly string[]): string {
    return `{${names.map((name) => `"${name}":${parts.get(name)}`).join(",")}}`;
  }
}

/** Cheap to ask often: how much each record holds, and how much of it is still under way. */
function versionOf({ line, slack, team, controls, troubles }: World): string {
  const phones = [...line.customers(), ...line.groups()].map((chat) => {
    const shown = line.phone(chat);
    return [
      shown.length,
      shown.filter(({ read, unsent }) => read || unsent).length,
      chat.kind === "user" && chat.blocked,
    ];
  });
  const open = (list: readonly { status: number | undefined }[]): number =>
    list.slice(-200).filter(({ status }) => status === undefined || status === 0).length;
  return JSON.stringify([
    [phones, line.calls.length, open(line.calls), line.webhooks.length, line.violations.length],
    [slack.calls.length, open(slack.calls), slack.events.length, open(slack.events), slack.ephemerals.length],
    [slack.responses.length, slack.views.length, slack.violations.length],
    team.map(({ staff }) => slack.openViews(staff.userId).map(({ id }) => id)),
    [controls.app(), controls.language(), controls.ahead(), troubles.on()],
  ]);
}

/** The page with both worlds alive: a phone on the left, Slack on the right, and what drives them above. */
import type { FakeLine } from "../line/types.ts";
import { createEmojiTable } from "../slack/emoji.ts";
import type { FakeSlack } from "../slack/types.ts";
import { startPageServer } from "./server.ts";
import { createTroubles } from "./troubles.ts";
import { createWatch } from "./watch.ts";
import type { Controls, Member } from "./world.ts";

export interface PageOptions {
  line: FakeLine;
  slack: FakeSlack;
  shop: () => string;
  team: readonly Member[];
  channels: readonly string[];
  controls: Controls;
  port?: number;
}

export interface Page {
  url: string;
  close: () => Promise<void>;
}

export async function startPage(options: PageOptions): Promise<Page> {
  const { line, slack, shop, team, controls, channels, port = 0 } = options;
  const world = { line, slack, shop, team, controls, troubles: createTroubles(line, slack) };
  const watch = createWatch(
    world,
    channels.map((name) => ({ id: slack.channel(name), name })),
  );
  const emoji = JSON.stringify(Object.fromEntries(createEmojiTable().all()));
  const server = await startPageServer(world, watch, port, emoji);
  return {
    url: server.url,
    close: async () => {
      watch.close();
      await server.close();
    },
  };
}

/** The short conversation that the sandbox plays, step by step, each step waiting for what the other side shows. */
import { type Platforms, until } from "./world.ts";

export const SAID = {
  question: "こんにちは。明日の午後、カットの予約はできますか？",
  more: "できれば3時ごろがいいです 🙏",
  answer: "お問い合わせありがとうございます！明日の15時でお取りできます。お名前をお願いします :smile:",
  thanks: "ありがとうございます。佐藤です。",
} as const;

/** What the customer's phone shows for the answer: emoji as characters. */
export const ANSWER_ON_PHONE = SAID.answer.replace(":smile:", "😄");

export interface Played {
  customer: string;
  staff: string;
  channel: string;
  threadTs: string;
  userId: string;
}

export async function playStory({ line, slack }: Platforms): Promise<Played> {
  const customer = line.customer({ name: "佐藤さくら" });
  const staff = await slack.staff({ name: "aki" });
  const channel = slack.channel();

  // 1. the customer writes twice, a thread opens
  const first = await customer.write(SAID.question);
  const root = await until("a head card in the channel", async () => (await slack.history(channel))[0]);
  // the head card quotes the newest words, too
  const shown = async (text: string) =>
    (await slack.thread(channel, root.ts)).find((message) => message.ts !== root.ts && message.text.includes(text));
  await until("the question in the thread", () => shown(SAID.question));
  await customer.write(SAID.more);
  await until("the second message in the thread", () => shown(SAID.more));

  // 2. staff answer in the thread, the customer reads it on the phone
  await staff.say(channel, SAID.answer, { thread_ts: root.ts });
  await until("the answer on the phone", () => line.phone(customer).find((message) => message.from === "account"));

  // 3. LINE delivers the first webhook again, as it does; nothing may follow from it
  await first.redeliver();

  // 4. the conversation goes on
  await customer.write(SAID.thanks);
  await until("the thanks in the thread", () => shown(SAID.thanks));
  return { customer: customer.name, staff: staff.name, channel, threadTs: root.ts, userId: customer.userId };
}

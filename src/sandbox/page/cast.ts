/** Who plays: the shop's team in Slack, its customers in LINE, and a group. */
import type { FakeLine } from "../line/types.ts";
import type { FakeSlack } from "../slack/types.ts";
import { type FaceHost, faceUrl } from "./faces.ts";
import type { Language, Member } from "./world.ts";

export const SHOP: Record<Language, string> = { ja: "ヘアサロン はな", en: "Hana Hair Salon" };

/** The first is an administrator, so that everything can be tried. */
const TEAM = [
  { name: "Aki", face: "aki", admin: true },
  { name: "Ken", face: "ken", admin: false },
] as const;

const CUSTOMERS: Record<Language, readonly { name: string; face: string }[]> = {
  ja: [
    { name: "佐藤さくら", face: "sakura" },
    { name: "鈴木健太", face: "kenta" },
    { name: "山田みどり", face: "midori" },
    { name: "Emma Wilson", face: "emma" },
  ],
  en: [
    { name: "Sakura Sato", face: "sakura" },
    { name: "Kenta Suzuki", face: "kenta" },
    { name: "Midori Yamada", face: "midori" },
    { name: "Emma Wilson", face: "emma" },
  ],
};

const GROUP: Record<Language, string> = { ja: "ヘアショー準備チーム", en: "Hair show crew" };

export async function hireTeam(slack: FakeSlack, faces: FaceHost): Promise<Member[]> {
  const team: Member[] = [];
  for (const { name, face, admin } of TEAM) {
    const staff = await slack.staff({ name, admin, pictureUrl: faces.url(face) });
    team.push({ staff, face, direct: await slack.directChannel(staff.userId) });
  }
  return team;
}

/** Whoever came speaks another language. */
export function renameAll(line: FakeLine, language: Language): void {
  for (const [index, customer] of line.customers().entries())
    customer.rename(CUSTOMERS[language][index]?.name ?? customer.name);
  for (const group of line.groups()) group.rename(GROUP[language]);
  line.rename(SHOP[language]);
}

export function nothingSaid(line: FakeLine): boolean {
  return [...line.customers(), ...line.groups()].every((chat) => line.phone(chat).length === 0);
}

export function inviteCustomers(line: FakeLine, language: Language): void {
  const customers = CUSTOMERS[language].map(({ name, face }) =>
    line.customer({ name, language, pictureUrl: faceUrl(face) }),
  );
  line.group({ name: GROUP[language], members: customers.slice(0, 3) });
}

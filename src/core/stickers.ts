/**
 * The stickers that an account may send: LINE's list, which names each package's first sticker and how many there are.
 * What staff bought themselves cannot be sent. https://developers.line.biz/en/docs/messaging-api/sticker-list/
 */
export interface StickerPack {
  id: string;
  first: number;
  count: number;
  title: { en: string; ja: string };
}

const MOON = { en: "Moon: Special Edition", ja: "ムーン スペシャル" };
const AMENDS = { en: "LINE Characters: Making Amends", ja: "謝罪のプロ！LINEキャラクターズ" };
const FUN_SIZE = { en: "Brown and Cony Fun Size Pack", ja: "ちっちゃいブラコニ" };
const PHRASES = { en: "LINE Characters: Pretty Phrases", ja: "ゆる敬語★LINEキャラクターズ" };
/** What stands on the stickers, where it is not Japanese. */
const inLanguage = ({ en, ja }: StickerPack["title"], english: string, japanese: string): StickerPack["title"] => ({
  en: `${en} (${english})`,
  ja: `${ja}（${japanese}）`,
});

const pack = (id: number, first: number, count: number, title: StickerPack["title"]): StickerPack => ({
  id: String(id),
  first,
  count,
  title,
});

export const STICKER_PACKS: readonly StickerPack[] = [
  pack(8515, 16_581_242, 24, PHRASES),
  pack(6136, 10_551_376, 24, AMENDS),
  pack(11537, 52_002_734, 40, {
    en: "Brown & Cony & Sally: Animated Special",
    ja: "動くブラウン＆コニー＆サリー スペシャル",
  }),
  pack(11538, 51_626_494, 40, { en: "CHOCO & Friends: Animated Special", ja: "動くチョコ＆LINEキャラ スペシャル" }),
  pack(11539, 52_114_110, 40, { en: "UNIVERSTAR BT21: Animated Special", ja: "ユニバースターBT21 スペシャルVer." }),
  pack(446, 1988, 40, MOON),
  pack(789, 10_855, 40, { en: "Sally: Special Edition", ja: "サリー スペシャル" }),
  pack(1070, 17_839, 40, { en: `${MOON.en} (2)`, ja: `${MOON.ja}（2）` }),
  pack(6325, 10_979_904, 24, FUN_SIZE),
  pack(6370, 11_088_016, 24, inLanguage(FUN_SIZE, "English", "英語")),
  pack(6359, 11_069_848, 24, inLanguage(FUN_SIZE, "Thai", "タイ語")),
  pack(6362, 11_087_920, 24, inLanguage(FUN_SIZE, "Chinese", "中国語")),
  pack(6632, 11_825_374, 24, inLanguage(AMENDS, "Chinese", "中国語")),
  pack(8522, 16_581_266, 24, inLanguage(PHRASES, "English", "英語")),
  pack(8525, 16_581_290, 24, inLanguage(PHRASES, "other languages", "その他の言語")),
];

export const packOf = (id: string): StickerPack | undefined => STICKER_PACKS.find((each) => each.id === id);

/** The numbers of a package's stickers, from one on. */
export const stickersOf = ({ first, count }: StickerPack): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index));

/** LINE's public picture of a sticker, sendable or not. */
export const stickerPicture = (stickerId: string): string =>
  `https://stickershop.line-scdn.net/stickershop/v1/sticker/${encodeURIComponent(stickerId)}/android/sticker.png`;

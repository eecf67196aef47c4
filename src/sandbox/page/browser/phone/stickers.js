/** A few stickers out of LINE's list of those that may be sent, in our own drawing: LINE's pictures are not ours to show. */
export const STICKERS = [
  { packageId: "11537", stickerId: "52002734", picture: "👋", keyword: "hello" },
  { packageId: "11537", stickerId: "52002735", picture: "👍", keyword: "ok" },
  { packageId: "11537", stickerId: "52002736", picture: "🥰", keyword: "love" },
  { packageId: "11537", stickerId: "52002739", picture: "🙏", keyword: "thanks" },
  { packageId: "11537", stickerId: "52002741", picture: "🎉", keyword: "congratulations" },
  { packageId: "11537", stickerId: "52002750", picture: "😭", keyword: "sad" },
  { packageId: "11537", stickerId: "52002753", picture: "🙇", keyword: "sorry" },
  { packageId: "11537", stickerId: "52002763", picture: "😪", keyword: "sleepy" },
];

const OTHERS = ["🐻", "🐰", "🐱", "🐶", "🐼", "🐧"];

export const stickerOf = (id) =>
  STICKERS.find(({ stickerId }) => stickerId === id)?.picture ?? OTHERS[Number(id) % OTHERS.length] ?? "🐻";

/** Files cannot be kept because the place for them is full: what happened, and who can do something. */
interface NoRoom {
  why: string;
  cure: string;
}

/** Undefined: it is for another reason. */
export function noRoomEnglish(code: string | undefined): NoRoom | undefined {
  if (code === "disk_full")
    return {
      why: "the disk of the machine that Threadline runs on is full",
      cure: "Please have room made on it by whoever runs Threadline (`npm run doctor` says how much is free).",
    };
  if (code !== "bucket_full") return undefined;
  return {
    why: "the bucket where Threadline keeps files is full",
    cure: "Please have room made in it by whoever runs Threadline.",
  };
}

export function noRoomJapanese(code: string | undefined): NoRoom | undefined {
  if (code === "disk_full")
    return {
      why: "Threadlineを動かしているマシンのディスクがいっぱいです",
      cure: "管理者に連絡して、ディスクの空き容量を増やしてください（空き容量は `npm run doctor` で確認できます）。",
    };
  if (code !== "bucket_full") return undefined;
  return {
    why: "Threadlineがファイルを保管するバケットがいっぱいです",
    cure: "管理者に連絡して、バケットの空き容量を増やしてください。",
  };
}

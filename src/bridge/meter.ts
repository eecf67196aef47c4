/** What is counted, in the bridge's own words; `metrics.ts` gives it to Prometheus. */
export type Side = "line" | "desk" | "media";

export interface Meter {
  accepted: (kind: string) => void;
  duplicate: () => void;
  delivered: (side: Side, kind: string, seconds: number) => void;
  failed: (side: Side, kind: string) => void;
  retried: (side: Side) => void;
  billed: (recipients: number) => void;
  free: () => void;
}

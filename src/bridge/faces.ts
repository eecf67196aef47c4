/** Pictures of staff, for LINE to show beside their names. */
export interface Faces {
  /** A square PNG of what lies there; undefined when it cannot be had soon. */
  make: (source: string) => Promise<Uint8Array | undefined>;
  link: (token: string) => string;
}

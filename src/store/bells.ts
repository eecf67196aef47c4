/**
 * A worker that waits for a budget holds its lane, so no doorbell reaches it. When this process adds something to the lane
 * it hears of it at once; what other instances add it finds at its next look.
 */
const listeners = new Map<number, Set<() => void>>();
const rungIn = new WeakMap<object, Set<number>>();

export interface Bell {
  /** From now on only what comes next counts. */
  forget: () => void;
  /** Calls back when something is added, or at once when something was since `forget`. */
  next: (wake: () => void) => void;
  close: () => void;
}

export function listen(laneId: number): Bell {
  let heard = false;
  let wake: (() => void) | undefined;
  const hear = (): void => {
    heard = true;
    wake?.();
    wake = undefined;
  };
  const others = listeners.get(laneId) ?? new Set();
  listeners.set(laneId, others.add(hear));
  return {
    forget: () => {
      heard = false;
      wake = undefined;
    },
    next: (callback) => {
      if (heard) callback();
      else wake = callback;
    },
    close: () => {
      others.delete(hear);
      if (others.size === 0 && listeners.get(laneId) === others) listeners.delete(laneId);
    },
  };
}

/** The lanes are called when the transaction is committed: before, there is nothing to be seen. */
export function rungBy(tx: object, laneIds: Iterable<number>): void {
  rungIn.set(tx, new Set([...(rungIn.get(tx) ?? []), ...laneIds]));
}

export function committed(tx: object): void {
  for (const laneId of rungIn.get(tx) ?? []) for (const hear of listeners.get(laneId) ?? []) hear();
}

/** A list that stays at its end while it grows, unless somebody has scrolled up to read. */
import { useLayoutEffect, useRef } from "preact/hooks";

const NEAR = 120;

export function useEnd() {
  const list = useRef(null);
  const atEnd = useRef(true);
  const follow = () => {
    if (atEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  // reactions and pictures make it longer, too
  useLayoutEffect(follow);
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
  };
  return { ref: list, onScroll, onLoadCapture: follow };
}

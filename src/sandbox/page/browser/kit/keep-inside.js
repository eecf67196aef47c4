/** The keyboard does not leave an open window. */
export function keepInside(event, root) {
  const all = [...root.querySelectorAll("a[href], button:not(:disabled), input, textarea, select")].filter(
    (each) => each.offsetParent !== null,
  );
  const [first, last] = [all[0], all.at(-1)];
  if (event.shiftKey && [first, root].includes(document.activeElement)) last?.focus();
  else if (!event.shiftKey && document.activeElement === last) first?.focus();
  else return;
  event.preventDefault();
}

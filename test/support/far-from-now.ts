/** A time of day in Tokyo that is half a day away: a digest at this time does not come by itself while a story runs. */
export function farFromNow(): string {
  const tokyo = new Date(Date.now() + 9 * 3_600_000).getUTCHours();
  return `${(tokyo + 12) % 24}:00`;
}

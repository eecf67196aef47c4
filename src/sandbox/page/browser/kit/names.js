/** Names behind ids, as far as this workspace knows them. */
let people = new Map();
let places = new Map();

export function learnNames({ bot, team, channels }) {
  people = new Map([[bot.id, bot.name], ...team.map(({ id, name }) => [id, name])]);
  places = new Map(channels.map(({ id, name }) => [id, name]));
}

export const personName = (id) => people.get(id) ?? id;
export const placeName = (id) => places.get(id) ?? id;
export const allPeople = () => [...people].map(([id, name]) => ({ id, name }));
export const allPlaces = () => [...places].map(([id, name]) => ({ id, name }));

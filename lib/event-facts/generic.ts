import type { Fact } from './fact.ts';
import type { Payload } from './payload.ts';

/** The names that say most about an event, the most telling first. Case and separators do not count. */
const telling = [
  'type',
  'event',
  'eventtype',
  'eventname',
  'action',
  'topic',
  'kind',
  'subject',
  'title',
  'name',
  'id',
  'eventid',
  'status',
  'state',
  'email',
  'from',
  'to',
  'amount',
  'total',
  'currency',
  'message',
  'text',
  'error',
  'createdat',
  'timestamp',
  'time',
  'date',
];
const ranks = new Map(telling.map((name, rank) => [name, rank]));
/** Where senders put the subject of an event. */
const inner = ['data', 'object', 'payload', 'resource', 'data.object', 'event'];
/** How many members are looked at. */
const most = 200;

/**
 * The facts of a request whose payload is not known: the members or fields with telling names, in the payload and in the part
 * that holds the subject. Without telling names, the first ones.
 */
export function genericFacts(payload: Payload, limit: number): Fact[] {
  const own = scalars(payload);
  const inside = inner.flatMap((path) => scalars(payload.at(path), `${path}.`));
  const named = [...own, ...inside].filter(({ rank }) => rank < telling.length);
  const shown = named.length > 0 ? byRank(named) : own;
  return shown.slice(0, limit).map(({ fact }) => fact);
}

type Ranked = { readonly fact: Fact; readonly rank: number };

function scalars(payload: Payload, prefix = ''): Ranked[] {
  const { value } = payload;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const found: Ranked[] = [];
  let looked = 0;
  for (const name in value) {
    if (++looked > most) break;
    // A dot would be read as a step of a path.
    const fact = name.includes('.') || name.length > 40 ? null : payload.fact(`${prefix}${name}`, name);
    if (fact)
      found.push({ fact, rank: ranks.get(name.toLowerCase().replace(/[_-]/g, '')) ?? telling.length });
  }
  return found;
}

function byRank(found: readonly Ranked[]): Ranked[] {
  return [...found].sort((a, b) => a.rank - b.rank);
}

import type { Header } from '#lib/model/capture.ts';
import type { DraftNote } from '../draft.ts';
import { type JsonObject, listOf, objectOr, textOf } from '../json-access.ts';
import { basicCredentials } from '../request/credentials.ts';

/** What an authorization adds to a request; the query as `name=value`. */
type Added = { readonly headers: readonly Header[]; readonly query: string | null };

const nothing: Added = { headers: [], query: null };

/** The authorization of a request (`auth` of the schema): basic, bearer and API key. Others need more than the text says. */
export function postmanAuth(
  auth: JsonObject | null,
  fill: (text: unknown) => string,
  notes: DraftNote[],
): Added {
  const type = textOf(auth?.type);
  if (auth === null || type === '' || type === 'noauth') return nothing;
  const get = (name: string) => fill(parameter(auth[type], name));
  switch (type) {
    case 'basic':
      return authorization(basicCredentials(`${get('username')}:${get('password')}`));
    case 'bearer':
      return authorization(`Bearer ${get('token')}`);
    case 'oauth2':
      if (get('accessToken') !== '') return authorization(`Bearer ${get('accessToken')}`);
      break;
    case 'apikey': {
      const [key, value] = [get('key') || 'X-API-Key', get('value')];
      return get('in') === 'query'
        ? { headers: [], query: `${key}=${value}` }
        : { headers: [[key, value]], query: null };
    }
  }
  const message = `The authorization ${JSON.stringify(type.slice(0, 40))} is not supported. Add an Authorization header.`;
  notes.push({ code: 'auth-unsupported', message });
  return nothing;
}

function authorization(value: string): Added {
  return { headers: [['Authorization', value]], query: null };
}

/** A parameter in v2.1, a list of keys and values, or in v2.0, an object. */
function parameter(parameters: unknown, name: string): unknown {
  if (Array.isArray(parameters))
    return objectOr(listOf(parameters).find((it) => objectOr(it)?.key === name))?.value;
  return objectOr(parameters)?.[name];
}

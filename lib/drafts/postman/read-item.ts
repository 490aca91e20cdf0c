import { toBytes } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import type { Header } from '#lib/model/capture.ts';
import type { Draft, DraftNote, DraftOptions } from '../draft.ts';
import { enabledIn, type JsonObject, listOf, objectOr, textOf } from '../json-access.ts';
import { readAddress } from '../request/address.ts';
import { draftOf } from '../request/draft-of.ts';
import { utf8 } from '../request/utf8.ts';
import { unknownVariables, type Variables } from '../request/variables.ts';
import { postmanAuth } from './auth.ts';
import { postmanBody } from './body.ts';
import { postmanUrl } from './url.ts';

/** What an item gets from the collection it is in. */
type Around = { readonly name: string; readonly auth: unknown; readonly variables: Variables };

/** The request of an item. A request may also be a URL alone. */
export function draftOfItem(item: JsonObject, { name, auth: inherited, variables }: Around): Draft {
  const request: JsonObject = objectOr(item.request) ?? { url: item.request };
  const notes: DraftNote[] = [];
  const unknown = new Set<string>();
  /** A text of the collection as a byte string, with its variables. */
  const fill = (text: unknown) => utf8(variables.fill(textOf(text), unknown));
  const auth = postmanAuth(objectOr(request.auth) ?? objectOr(inherited), fill, notes);
  const given = [...headersOf(request.header, fill), ...auth.headers];
  const body = postmanBody(objectOr(request.body), given, fill, notes);
  const behavior = objectOr(item.protocolProfileBehavior) ?? {};
  const isTypeOmitted = first(given, 'Content-Type') === null && omitsContentType(behavior);
  if (hasScript(item))
    notes.push({ code: 'script-skipped', message: 'The scripts of the request are skipped.' });
  const address = readAddress(postmanUrl(request.url, fill, auth.query));
  for (const note of unknownVariables(unknown)) notes.push(note);
  return draftOf({
    name,
    method: fill(request.method) || 'GET',
    address,
    headers: isTypeOmitted ? given : body.headers,
    body: toBytes(body.content),
    options: optionsOf(behavior),
    notes,
  });
}

function headersOf(header: unknown, fill: (text: unknown) => string): Header[] {
  // v2.0 also has header lines in one text.
  if (typeof header === 'string')
    return header.split(/\r?\n/).flatMap((line): Header[] => {
      const colon = line.indexOf(':');
      return colon <= 0 ? [] : [[fill(line.slice(0, colon)), fill(line.slice(colon + 1).trim())]];
    });
  return enabledIn(header).flatMap(({ key, value }): Header[] =>
    textOf(key) === '' ? [] : [[fill(key), fill(value)]],
  );
}

/** Whether a collection says that Postman adds no Content-Type by itself. */
function omitsContentType(behavior: JsonObject): boolean {
  return objectOr(behavior.disabledSystemHeaders)?.['content-type'] === true;
}

function hasScript({ event }: JsonObject): boolean {
  return listOf(event).some((it) => {
    const { exec } = objectOr(objectOr(it)?.script) ?? {};
    return typeof exec === 'string'
      ? exec.trim() !== ''
      : listOf(exec).some((line) => textOf(line).trim() !== '');
  });
}

function optionsOf({ strictSSL, followRedirects }: JsonObject): DraftOptions {
  return {
    ...(strictSSL === false && { verifyCertificate: false as const }),
    ...(typeof followRedirects === 'boolean' && { followRedirects }),
  };
}

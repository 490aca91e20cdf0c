import { utf8OrNull } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import { base64 } from '../request/body-text.ts';
import { eventDocument } from '../request/event-document.ts';
import { headerPairs, joinedByName, type NameValue, valuesByName } from '../request/event-values.ts';
import { localCall } from '../request/local-call.ts';
import { requestUrl } from '../request/request-url.ts';
import type { CopySource, CopyTarget } from '../target.ts';
import { azureLocalOrigin, azureTarget } from './azure-request.ts';

/**
 * What the Azure Functions host posts to a custom handler, unless `enableProxyingHttpRequest` is set
 * (https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers). The input binding is called `req`.
 */
export const azureHandler: CopyTarget = {
  id: 'azure-handler',
  title: 'Azure Functions: custom handler request',
  group: 'Platforms',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, query, headers including repeated ones, and text bodies are exact. The path is /api/NAME, the order of different headers is lost, and bodies that are octet streams, multipart or not UTF-8 are base64.',
  copy: (source) => eventDocument(source, azureHandlerRequest(source)),
};

/** The envelope itself. `Query` is an object, as the host sends it; some of its documentation shows a string of JSON. */
export function azureHandlerRequest(source: CopySource) {
  const call = localCall(source, azureLocalOrigin, azureTarget(source));
  const query = queryFields(queryOf(source.target) ?? '');
  return {
    Data: {
      req: {
        Url: requestUrl(call.target, azureLocalOrigin),
        Method: source.method,
        Query: joinedByName(query.map(({ name, value }): NameValue => [name, value ?? ''])),
        Headers: valuesByName(firstCase(headerPairs(call.headers))),
        Params: {},
        Identities: [],
        ...(source.body.length > 0 ? { Body: bodyText(source) } : {}),
      },
    },
    Metadata: {},
  };
}

/** ASP.NET has one entry for all cases of a name, in the case that came first. */
function firstCase(pairs: readonly NameValue[]): NameValue[] {
  const seen = new Map<string, string>();
  return pairs.map(([name, value]) => {
    const key = name.toLowerCase();
    if (!seen.has(key)) seen.set(key, name);
    return [seen.get(key)!, value];
  });
}

/** The host reads these two kinds as bytes, which its JSON has as base64, and everything else as text. */
function bodyText({ headers, body }: CopySource): string {
  const essence = parseMediaType(first(headers, 'Content-Type') ?? '')?.essence ?? '';
  const asBytes = essence === 'application/octet-stream' || essence.startsWith('multipart/');
  return (asBytes ? null : utf8OrNull(body)) ?? base64(body);
}

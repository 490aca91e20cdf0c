import { readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import { isNamed } from '../request/client-headers.ts';
import { cookiePairs } from '../request/cookie-pairs.ts';
import { eventBody } from '../request/event-body.ts';
import { eventContext } from '../request/event-context.ts';
import { eventDocument } from '../request/event-document.ts';
import { headerPairs, joinedByName, lowerCase, type NameValue } from '../request/event-values.ts';
import { rawPathOf } from '../request/request-url.ts';
import type { CopySource, CopyTarget } from '../target.ts';

/**
 * The event a function URL or an HTTP API hands to AWS Lambda, payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export const lambdaV2: CopyTarget = {
  id: 'lambda-v2',
  title: 'AWS Lambda event: function URL, HTTP API (2.0)',
  group: 'Platforms',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, path, raw query, cookies and body are exact. Header names are in lower case, repeated headers are joined with commas, and headers that AWS adds are missing.',
  copy: (source, { origin }) => eventDocument(source, lambdaV2Event(source, origin)),
};

/** The event itself. Members AWS leaves out are left out: `cookies`, `queryStringParameters`, `body`. */
export function lambdaV2Event(source: CopySource, origin: string) {
  const { domainName, domainPrefix, requestId, sourceIp, userAgent, time, timeEpoch } = eventContext(
    source,
    origin,
  );
  const rawPath = readable(rawPathOf(source.target));
  const query = queryFields(queryOf(source.target) ?? '');
  const cookies = cookiePairs(source.headers);
  const { body, isBase64Encoded } = eventBody(source.body, isText(source));
  const http = { method: source.method, path: rawPath, protocol: `HTTP/${source.httpVersion}`, sourceIp };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: readable(queryOf(source.target) ?? ''),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: joinedByName(lowerCase(headerPairs(source.headers.filter((line) => !isNamed(line, 'Cookie'))))),
    ...(query.length > 0
      ? {
          queryStringParameters: joinedByName(query.map(({ name, value }): NameValue => [name, value ?? ''])),
        }
      : {}),
    requestContext: {
      accountId: 'anonymous',
      apiId: domainPrefix,
      domainName,
      domainPrefix,
      http: { ...http, userAgent: userAgent ?? '' },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time,
      timeEpoch,
    },
    ...(body === null ? {} : { body }),
    isBase64Encoded,
  };
}

/** The kinds that come as text; all others, forms among them, are base64. */
function isText({ headers }: CopySource): boolean {
  const essence = parseMediaType(first(headers, 'Content-Type') ?? '')?.essence ?? '';
  return /^text\/|^application\/(?:json|javascript|xml)$|\+(?:json|xml)$/.test(essence);
}

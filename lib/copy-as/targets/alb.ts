import { readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { parseMediaType } from '#lib/http/media-type.ts';
import { eventBody } from '../request/event-body.ts';
import { eventDocument } from '../request/event-document.ts';
import { headerPairs, lastByName, lowerCase, type NameValue, valuesByName } from '../request/event-values.ts';
import { queryPieces } from '../request/query-pieces.ts';
import { rawPathOf } from '../request/request-url.ts';
import type { CopySource, CopyTarget } from '../target.ts';

/**
 * The event an Application Load Balancer hands to AWS Lambda
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html). Its target group decides
 * whether names have one value or several, and function code differs by it: two targets.
 */
export const alb: CopyTarget = {
  id: 'alb',
  title: 'AWS Lambda event: ALB',
  group: 'Platforms',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, path and body are exact, and query values are not decoded. Header names are in lower case, only the last of repeated headers and parameters is kept, and headers that AWS adds are missing.',
  copy: (source) => eventDocument(source, albEvent(source)),
};

export const albMultiValue: CopyTarget = {
  id: 'alb-multi-value',
  title: 'AWS Lambda event: ALB, multi-value headers',
  group: 'Platforms',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, path, every header value and body are exact, and query values are not decoded. Header names are in lower case, the order of different headers is lost, and headers that AWS adds are missing.',
  copy: (source) => eventDocument(source, albMultiValueEvent(source)),
};

/** The event of a target group without multi-value headers: the last value counts. */
export function albEvent(source: CopySource) {
  const { request, rest } = commonMembers(source);
  return {
    ...request,
    queryStringParameters: lastByName(queryPairs(source)),
    headers: lastByName(lowerCase(headerPairs(source.headers))),
    ...rest,
  };
}

/** The event of a target group with multi-value headers. */
export function albMultiValueEvent(source: CopySource) {
  const { request, rest } = commonMembers(source);
  return {
    ...request,
    multiValueQueryStringParameters: valuesByName(queryPairs(source)),
    multiValueHeaders: valuesByName(lowerCase(headerPairs(source.headers))),
    ...rest,
  };
}

const targetGroupArn =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/wirebin/0000000000000000';

function commonMembers(source: CopySource) {
  const { body, isBase64Encoded } = eventBody(source.body, isText(source));
  return {
    request: {
      requestContext: { elb: { targetGroupArn } },
      httpMethod: source.method,
      path: readable(rawPathOf(source.target)),
    },
    rest: { body: body ?? '', isBase64Encoded },
  };
}

function queryPairs({ target }: CopySource): NameValue[] {
  return queryPieces(target)
    .filter(({ name, value }) => name !== '' || value !== null)
    .map(({ name, value }) => [name, value ?? '']);
}

/** Content-Encoding decides before Content-Type. */
function isText({ headers }: CopySource): boolean {
  if (first(headers, 'Content-Encoding') !== null) return false;
  const essence = parseMediaType(first(headers, 'Content-Type') ?? '')?.essence ?? '';
  return /^text\/|^application\/(?:json|javascript|xml)$/.test(essence);
}

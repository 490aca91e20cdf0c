import { readable } from '#lib/http/byte-string.ts';
import { queryFields, queryOf } from '#lib/http/target.ts';
import { eventBody } from '../request/event-body.ts';
import { eventContext } from '../request/event-context.ts';
import { eventDocument } from '../request/event-document.ts';
import { headerPairs, lastByName, type NameValue, valuesByName } from '../request/event-values.ts';
import { rawPathOf } from '../request/request-url.ts';
import type { CopySource, CopyTarget } from '../target.ts';

/**
 * The event a REST API hands to AWS Lambda, the proxy integration's format 1.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
 */
export const lambdaV1: CopyTarget = {
  id: 'lambda-v1',
  title: 'AWS Lambda event: REST API (1.0)',
  group: 'Platforms',
  mediaType: 'application/json; charset=utf-8',
  exact:
    'Method, path, headers including repeated ones, and body are exact. The order of different headers and the undecoded query are lost, and headers that AWS adds are missing.',
  copy: (source, { origin }) => eventDocument(source, lambdaV1Event(source, origin)),
};

/** The event itself. Members that are empty are null, as AWS has them. */
export function lambdaV1Event(source: CopySource, origin: string) {
  const path = readable(rawPathOf(source.target));
  const headers = headerPairs(source.headers);
  const query = queryFields(queryOf(source.target) ?? '').map(
    ({ name, value }): NameValue => [name, value ?? ''],
  );
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: source.method,
    headers: headers.length > 0 ? lastByName(headers) : null,
    multiValueHeaders: headers.length > 0 ? valuesByName(headers) : null,
    queryStringParameters: query.length > 0 ? lastByName(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? valuesByName(query) : null,
    pathParameters: path === '/' ? null : { proxy: path.slice(1) },
    stageVariables: null,
    requestContext: requestContext(source, origin, path),
    ...eventBody(source.body, true),
  };
}

function requestContext(source: CopySource, origin: string, path: string) {
  const { domainName, domainPrefix, requestId, sourceIp, userAgent, time, timeEpoch } = eventContext(
    source,
    origin,
  );
  return {
    accountId: '123456789012',
    apiId: domainPrefix,
    authorizer: null,
    domainName,
    domainPrefix,
    extendedRequestId: requestId,
    httpMethod: source.method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp,
      user: null,
      userAgent,
      userArn: null,
    },
    path,
    protocol: `HTTP/${source.httpVersion}`,
    requestId,
    requestTime: time,
    requestTimeEpoch: timeEpoch,
    resourceId: 'wirebin',
    resourcePath: '/{proxy+}',
    stage: 'local',
  };
}

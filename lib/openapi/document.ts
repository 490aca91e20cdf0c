import { z } from 'zod';
import { actionNames, isAllowed } from '#lib/access/permissions.ts';
import { Failure, type FailureCode, problemOf, problemType } from '#lib/model/errors.ts';
import { roles } from '#lib/model/link.ts';
import { answerShape, answersShape, playbookShape } from '#lib/model/reply-settings-shape.ts';
import { exampleOf } from './examples.ts';
import { mcpSentence } from './mcp-endpoint.ts';
import type { Operation } from './operation.ts';
import { operationGroups } from './operations/index.ts';
import { parameterWords } from './parameters.ts';
import { propertyWords } from './property-words.ts';
import { parts, responses, withFields } from './responses/index.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the API. It is generated from the shapes that validate the input, and that tests validate responses with. */
export function openApiDocument(origin: string, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const { tag, operations } of operationGroups) {
    for (const operation of operations) {
      const path = `/api/v1${operation.path}`;
      paths[path] ??= {};
      paths[path][operation.method] = operationJson(operation, tag, origin);
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Wirebin',
      version,
      summary: 'A request bin that keeps every request exactly as it was sent.',
      description: `Errors are problem details (RFC 9457) with a stable \`code\`. ${origin}/docs/errors describes each of them. Where a rate limit applies, responses have \`RateLimit-Policy\` and \`RateLimit\`, and those with status 429 \`Retry-After\`. ${mcpSentence(origin)}`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    tags: operationGroups.map(({ tag, about }) => ({ name: tag, description: about })),
    paths,
    components: {
      schemas: { ...responseSchemas(), ...inputSchemas() },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of a link: the part after /i/ in its URL.',
        },
        creationToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token for creating bins, where the server requires one.',
        },
        adminToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of the operator, ADMIN_TOKEN.',
        },
      },
    },
  };
}

function operationJson(operation: Operation, tag: string, origin: string): Json {
  const { id, summary, about, access, body, path, query } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const parameters = [
    ...names.map((name) => ({
      name,
      in: 'path',
      required: true,
      description: parameterWords[name],
      schema: { type: 'string' },
      example: pathExamples[name],
    })),
    ...parametersOf('query', query),
    ...parametersOf('header', headersOf(operation)),
  ];
  return {
    operationId: id,
    summary,
    description: [about, whoMayCall(access)].filter(Boolean).join('\n\n'),
    tags: [tag],
    security: securityOf(access),
    ...(isAction(access) ? { 'x-wirebin-action': access, 'x-wirebin-roles': rolesOf(access) } : {}),
    ...(access === 'operator' ? { 'x-wirebin-roles': ['admin'] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: bodyJson(body) } : {}),
    responses: { ...successes(operation), ...failures(operation, origin) },
  };
}

/** The headers of an operation: its own, and those that others have as well. */
function headersOf({ access, headers, isTagged, isGuarded, isIdempotent }: Operation): z.ZodObject {
  return z.object({
    ...headers?.shape,
    ...(canBeMasked(access) && { [maskHeader]: z.literal('secrets').optional() }),
    ...(isIdempotent && { 'Idempotency-Key': z.string().optional() }),
    ...(isTagged && { 'If-None-Match': z.string().optional() }),
    ...(isGuarded && { 'If-Match': z.string().optional() }),
  });
}

/** The header that `lib/access/requested-masking.ts` reads, as it is written. */
const maskHeader = 'Wirebin-Mask';

/** Whether an operation can be called with masked secrets. */
function canBeMasked(access: Operation['access']): boolean {
  return isAction(access) && isAllowed({ role: 'owner', captureSeq: null, redaction: true }, access);
}

const pathExamples: Readonly<Record<string, string>> = {
  slug: 'x7k2',
  seq: 'latest',
  id: '1',
  number: '1',
  target: 'curl',
  provider: 'stripe',
  event: 'invoice.paid',
};

function parametersOf(place: 'query' | 'header', shape: z.ZodObject | undefined): Json[] {
  if (!shape) return [];
  const { required = [] } = schemaOf(shape, 'input') as { required?: string[] };
  return Object.entries(shape.shape).map(([name, own]) => {
    const { description, ...schema } = schemaOf(own as z.ZodType, 'input');
    return {
      name,
      in: place,
      required: required.includes(name),
      description: description ?? parameterWords[name],
      schema,
    };
  });
}

function bodyJson(body: NonNullable<Operation['body']>): Json {
  if ('mediaType' in body) return { required: true, content: { [body.mediaType]: {} } };
  return {
    content: { 'application/json': { schema: schemaOf(body.shape, 'input'), example: body.example } },
  };
}

/** Responses of one status are alternatives. */
function successes(operation: Operation): Json {
  const { id, responses: all, query, isTagged } = operation;
  const headers = isTagged && { headers: { ETag: { schema: { type: 'string' }, description: tagWords } } };
  const unchanged = isTagged && { 304: { description: 'Not modified: you have it already.', ...headers } };
  const hasFields = query !== undefined && 'fields' in query.shape;
  const statuses = [...new Set(all.map(({ status }) => status))];
  const described = Object.fromEntries(
    statuses.map((status) => {
      const own = all.filter((one) => one.status === status);
      const json = own.flatMap((one) => {
        if (!('json' in one)) return [];
        return hasFields && one.json in withFields
          ? [refTo(one.json), refTo(`${one.json}Fields`)]
          : [refTo(one.json)];
      });
      const other = own.flatMap((one) => ('mediaType' in one ? [one] : []));
      const example = exampleOf(id, status);
      if (json.length > 0)
        return [
          status,
          {
            description: status === 201 ? 'Created.' : status === 202 ? 'Accepted.' : 'Done.',
            ...headers,
            content: {
              'application/json': { schema: json.length === 1 ? json[0] : { anyOf: json }, ...example },
            },
          },
        ];
      if (other.length > 0)
        return [
          status,
          { description: other[0]!.about, ...headers, content: { [other[0]!.mediaType]: example } },
        ];
      return [status, { description: 'Done. There is no content.' }];
    }),
  );
  return { ...described, ...unchanged };
}

const tagWords = 'Identifies this response, for `If-None-Match` and `If-Match`.';

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The codes that an operation may fail with. */
export function problemCodes({
  access,
  query,
  body,
  problems = [],
  path,
  isGuarded,
  isIdempotent,
}: Operation): FailureCode[] {
  const codes: FailureCode[] = [...problems, 'address-too-long', 'busy', 'store-unavailable', 'internal'];
  if (isAction(access))
    codes.push(
      'key-missing',
      'key-unknown',
      'key-of-another-bin',
      'not-allowed',
      'bin-deleted',
      'rate-limited',
    );
  if (access === 'creation') codes.push('creation-needs-token', 'creation-closed', 'rate-limited');
  if (access === 'operator') codes.push('admin-only', 'not-found', 'rate-limited');
  if (isIdempotent)
    codes.push(
      'idempotency-key-reused',
      'idempotency-key-in-use',
      'idempotent-response-too-long',
      'invalid-input',
    );
  if (isGuarded) codes.push('precondition-failed');
  if (query || body || /\{seq\}|\{id\}|\{number\}/.test(path)) codes.push('invalid-input');
  const hasFilter = [query, body && 'shape' in body ? body.shape : undefined].some(
    (shape) => shape instanceof z.ZodObject && 'filter' in shape.shape,
  );
  if (hasFilter) codes.push('invalid-filter', 'too-much-work');
  if (body) codes.push('invalid-json', 'input-too-large', 'too-much-work', 'store-full', 'rate-limited');
  return [...new Set(codes)];
}

function failures(operation: Operation, origin: string): Json {
  const byStatus = new Map<number, FailureCode[]>();
  for (const code of problemCodes(operation)) {
    const { status } = problemOf(new Failure(code), origin);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes
          .map((code) => `\`${code}\`: ${problemOf(new Failure(code), origin).title}`)
          .join('\n\n'),
        'x-wirebin-codes': codes,
        content: {
          [problemType]: {
            schema: { $ref: '#/components/schemas/Problem' },
            example: problemOf(new Failure(codes[0]!), origin),
          },
        },
      },
    ]),
  );
}

type Action = keyof typeof actionNames;

function isAction(access: Operation['access']): access is Action {
  return Object.hasOwn(actionNames, access);
}

/** The roles of links that permit an action: to a whole bin, such that mask secrets, and those to one request. */
function rolesOf(action: Action): string[] {
  const kinds = [
    ['', { captureSeq: null, redaction: null }],
    ['masked ', { captureSeq: null, redaction: true }],
    ['one-request ', { captureSeq: 1, redaction: null }],
  ] as const;
  return kinds.flatMap(([kind, limits]) =>
    roles
      // Links of owners are never limited.
      .filter((role) => (kind === '' || role !== 'owner') && isAllowed({ role, ...limits }, action))
      .map((role) => `${kind}${role}`),
  );
}

/** Who may call an operation, in a sentence. */
export function whoMayCall(access: Operation['access']): string {
  if (access === 'anybody') return 'Needs no key.';
  if (access === 'creation') return 'Needs a token where the server is set to require one.';
  if (access === 'operator') return 'Needs the token of the operator.';
  return `Needs a key with permission to ${actionNames[access]}. Roles: ${rolesOf(access).join(', ')}.`;
}

function securityOf(access: Operation['access']): Json[] {
  if (access === 'anybody') return [];
  if (access === 'creation') return [{}, { creationToken: [] }];
  return [access === 'operator' ? { adminToken: [] } : { key: [] }];
}

/** The parameters of an operation with the values they may have, in words. */
export function requestParameters(operation: Operation) {
  const { path, query } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return [
    ...names.map((name) => ({ name, about: parameterWords[name]!, values: 'in the path' })),
    ...[...parametersOf('query', query), ...parametersOf('header', headersOf(operation))].map((one) => ({
      name: one.name as string,
      about: one.description as string,
      values: valueWords(one.schema as Json),
    })),
  ];
}

/** `1 to 1000, 100 by default`; a list of values; else empty. */
function valueWords(schema: Json): string {
  const { enum: values, minimum, maximum, default: usual, anyOf, const: only } = schema;
  const range =
    minimum === undefined || maximum === undefined || Math.abs(Number(maximum)) === Number.MAX_SAFE_INTEGER
      ? ''
      : `${minimum} to ${maximum}`;
  const kinds = Array.isArray(anyOf) ? anyOf.map(valueWords).filter(Boolean).join(' or ') : '';
  const named = Array.isArray(values) ? values.map((value) => `\`${value}\``).join(', ') : '';
  const literal = only === undefined ? '' : `\`${only}\``;
  return [named || literal || range || kinds, usual === undefined || usual === '' ? '' : `default: ${usual}`]
    .filter(Boolean)
    .join('; ');
}

/** The schema of a body. */
export function requestBodySchema(shape: z.ZodType): { properties?: Json } {
  return schemaOf(shape, 'input') as { properties?: Json };
}

const dialect = { target: 'draft-2020-12', unrepresentable: 'any', reused: 'inline' } as const;

/** A shape as JSON Schema (2020-12), which is what OpenAPI 3.1 uses. What a shape transforms or checks besides is left out. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    ...dialect,
    io,
    override: ({ zodSchema, jsonSchema }) => {
      // Its input is checked by code. These are the two shapes that it is checked with.
      if ((zodSchema as unknown) === answersShape)
        Object.assign(jsonSchema, { anyOf: [refTo('ResponseInput'), refTo('PlaybookInput')] });
    },
  });
  return explained(schema);
}

/** Shapes of responses that have a name are referred to by it. */
function responseSchemas(): Json {
  const named = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries({ ...responses, ...parts })) named.add(shape, { id });
  for (const [id, shape] of Object.entries(withFields)) named.add(shape, { id: `${id}Fields` });
  const { schemas } = z.toJSONSchema(named, { ...dialect, io: 'output', uri: (id) => refTo(id).$ref });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, explained(schema)]),
  );
}

/** Parts of requests that have a name, since several have them. */
function inputSchemas(): Json {
  return {
    ResponseInput: schemaOf(answerShape, 'input'),
    PlaybookInput: schemaOf(playbookShape, 'input'),
  };
}

/** A schema, every property of which says what it means. */
function explained<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(explained) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [
    key,
    key === 'properties' ? describedProperties(value as Record<string, Json>) : explained(value),
  ]);
  return Object.fromEntries(entries) as T;
}

function describedProperties(properties: Record<string, Json>): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const description = schema.description ?? propertyWords[name];
      return [name, { ...explained(schema), ...(description === undefined ? {} : { description }) }];
    }),
  );
}

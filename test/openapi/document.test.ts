import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { failureCodes } from '#lib/model/errors.ts';
import { openApiDocument, problemCodes } from '#lib/openapi/document.ts';
import { operationGroups } from '#lib/openapi/operations/index.ts';
import { apiReference } from '#lib/openapi/reference.ts';
import { undescribed } from '../support/described.ts';
import { newBin, root, sharedServer } from '../support/server.ts';

const server = sharedServer();
const operations = operationGroups.flatMap((group) => group.operations);
type Json = {
  type?: string;
  description?: string;
  properties?: Record<string, Json>;
  additionalProperties?: boolean | Json;
  items?: Json;
  prefixItems?: Json[];
  anyOf?: Json[];
};
type OperationJson = {
  operationId: string;
  'x-wirebin-roles'?: string[];
  parameters?: { name: string; description?: string }[];
  requestBody?: { content: Record<string, { schema?: Json }> };
};
const document = openApiDocument('https://bin.example', '1.0.0') as {
  info: { description: string };
  paths: Record<string, Record<string, OperationJson>>;
  components: { schemas: Record<string, Json> };
};
const described = () => Object.values(document.paths).flatMap((item) => Object.values(item));
const hasKeys = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).some((one) => one !== undefined);

test('the document describes every route of the API and every method, and no others', () => {
  const folder = path.join(root, 'app/api/v1');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)route\.ts$/.test(name),
  );
  const routes = files.flatMap((file) => {
    const address = `/${path.dirname(file)}`.replaceAll('[', '{').replaceAll(']', '}');
    const text = readFileSync(path.join(folder, file), 'utf8');
    const handlers = text.matchAll(/export const ([A-Z]+) = (?:api|admin)Handler/g);
    return [...handlers].map(([, method]) => `${method} ${address}`);
  });
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(described.toSorted()).toEqual(routes.toSorted());
});

test('the document is valid OpenAPI 3.1, and each part of it is explained', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect([valid, errors]).toEqual([true, undefined]);
  const parameters = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item).flatMap(({ parameters = [] }) => parameters.map((one) => ({ path, ...one }))),
  );
  expect(parameters.filter(({ description }) => !description)).toEqual([]);
  const ids = operations.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});

test('every schema says which properties there are and what each means', () => {
  const [open, unexplained]: [string[], string[]] = [[], []];
  function look(schema: Json, place: string): void {
    const { properties = {}, items, prefixItems = [], additionalProperties, anyOf = [], type } = schema;
    const isOpen = type === 'object' && additionalProperties !== false && !hasKeys(additionalProperties);
    if (isOpen || !hasKeys({ ...schema, description: undefined, default: undefined })) open.push(place);
    for (const [name, property] of Object.entries(properties)) {
      if (!property.description) unexplained.push(`${place}/${name}`);
      look(property, `${place}/${name}`);
    }
    for (const inner of [...prefixItems, ...anyOf, items, additionalProperties])
      if (typeof inner === 'object') look(inner, place);
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) look(schema, name);
  for (const { operationId, requestBody } of described()) {
    const schema = requestBody?.content['application/json']?.schema;
    if (schema) look(schema, operationId);
  }
  expect(unexplained).toEqual([]);
  // A JSON Schema may have any keyword.
  expect([...new Set(open)]).toEqual(['Schema/schema']);
});

test('every operation says who may call it', () => {
  const roles = Object.fromEntries(
    described().map((operation) => [operation.operationId, operation['x-wirebin-roles'] ?? []]),
  );
  expect(roles).toMatchObject({
    getBin: [
      'owner',
      'editor',
      'viewer',
      'masked editor',
      'masked viewer',
      'one-request editor',
      'one-request viewer',
    ],
    setReplySettings: ['owner', 'editor'],
    createLink: ['owner'],
    getInstance: ['admin'],
    createBin: [],
  });
});

test('operations that can be called with masked secrets describe the header, and the document names the endpoint for assistants', () => {
  const withMask = described().flatMap(({ operationId, parameters = [] }) =>
    parameters.some(({ name }) => name === 'Wirebin-Mask') ? [operationId] : [],
  );
  expect(withMask).toEqual(
    expect.arrayContaining(['listRequests', 'getRequest', 'getBody', 'waitForRequests']),
  );
  for (const id of ['send', 'setReplySettings', 'createBin', 'getInstance'])
    expect(withMask).not.toContain(id);
  expect(document.info.description).toContain('https://bin.example/mcp');
  expect(apiReference()).toMatch(/POST \/mcp[\s\S]*\/docs\/guide#use-with-assistants-mcp/);
});

test('every example of a body is what the API accepts', () => {
  for (const { id, body } of operations) {
    if (body && 'shape' in body)
      expect([id, body.shape.safeParse(body.example).error]).toEqual([id, undefined]);
  }
});

test('every problem code of the API belongs to an operation', () => {
  const described = new Set(operations.flatMap(problemCodes));
  // Of capture URLs and of connections, of responses that were recorded with a delivery, of methods that an address does not have, and of
  // `/mcp`.
  const elsewhere = failureCodes.filter((code) => !described.has(code));
  expect(elsewhere.toSorted()).toMatchInlineSnapshot(`
    [
      "connection-closed",
      "connection-refused",
      "connection-reset",
      "connections-full",
      "destination-unreachable",
      "dns-failed",
      "draft-too-long",
      "draft-unreadable",
      "inspector-url",
      "method-not-allowed",
      "origin-not-allowed",
      "proxy-failed",
      "response-malformed",
      "response-too-long",
      "send-cancelled",
      "send-interrupted",
      "send-rate-limited",
      "timed-out",
      "tls-invalid",
      "too-many-connections",
    ]
  `);
});

test('responses of a running server are compared with the document', async () => {
  const { origin } = server();
  const served = await fetch(`${origin}/api/v1/openapi.json`);
  expect(served.headers.get('content-type')).toBe('application/json');
  expect(Object.keys(((await served.json()) as typeof document).paths)).toEqual(Object.keys(document.paths));

  const url = `${origin}/api/v1/bins/x7k2`;
  const answered = (value: unknown, status = 200) =>
    undescribed('GET', url, Response.json(value, { status }));
  const bin = await newBin(origin);
  const state = (await (await bin.api()).json()) as object;
  expect(await answered(state)).toBeNull();
  expect(await answered({ ...state, head: '1' })).toContain('/head must be integer');
  expect(await answered({ ...state, colour: 'red' })).toContain('colour');
  expect(await answered(state, 203)).toContain('203');
  const problem = { code: 'slug-taken', type: 'x', title: 'x', status: 404, hint: 'x' };
  const headers = { 'Content-Type': 'application/problem+json' };
  const failed = new Response(JSON.stringify(problem), { status: 403, headers });
  expect(await undescribed('GET', url, failed)).toContain('slug-taken');
});

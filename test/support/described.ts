import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '#lib/openapi/document.ts';

/** Compares responses of the API with the OpenAPI document. */

type Alternatives = { anyOf?: { $ref?: string }[] };
type Content = Record<string, { schema?: Alternatives }>;
type OperationJson = {
  responses: Record<string, { content?: Content; 'x-wirebin-codes'?: readonly string[] }>;
};

const document = openApiDocument('http://localhost', '0') as {
  paths: Record<string, Record<string, OperationJson>>;
  components: { schemas: object };
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'api', components: document.components });

const patterns = Object.keys(document.paths)
  .map((path) => ({
    path,
    // Literal segments come before parameters: `captures/values` is no capture.
    parameters: path.split('{').length,
    matches: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort((a, b) => a.parameters - b.parameters);

/** The operation of a call; undefined for a method or path that the API does not have. */
function operationOf(method: string, pathname: string): OperationJson | undefined {
  const found = patterns.find(({ matches }) => matches.test(pathname));
  return found && document.paths[found.path]![method === 'HEAD' ? 'get' : method.toLowerCase()];
}

/** What a response has that the document does not say; null when there is nothing. */
export async function undescribed(method: string, url: string, response: Response): Promise<string | null> {
  const operation = operationOf(method, new URL(url).pathname);
  if (!operation || response.status === 405) return null;
  const call = `${method} ${new URL(url).pathname}`;
  const described = operation.responses[response.status];
  if (!described) return `${call} responded with status ${response.status}, which is not described.`;
  const type = response.headers.get('content-type')?.replace(/;.*/, '') ?? '';
  if (!/json$/.test(type) || method === 'HEAD') return null;
  const schema = schemaFor(described.content?.[type]?.schema, new URL(url).searchParams.has('fields'));
  if (!schema) return null;
  const value: unknown = await response.clone().json();
  const code = (value as { code?: string } | null)?.code ?? '';
  const codes = described['x-wirebin-codes'];
  if (codes && !codes.includes(code)) return `${call} failed with ${code}, which is not described.`;
  const isValid = validatorOf(schema);
  if (isValid(value)) return null;
  const errors = (isValid.errors ?? []).slice(0, 5);
  return `${call} responded with something else than is described: ${ajv.errorsText(errors)} ${JSON.stringify(errors.map(({ params }) => params))}`;
}

/** Without `fields`, all properties have to be there. */
function schemaFor(schema: Alternatives | undefined, hasFields: boolean): object | undefined {
  const isShort = schema?.anyOf?.some(({ $ref }) => $ref?.endsWith('Fields'));
  return isShort && !hasFields ? schema?.anyOf?.[0] : schema;
}

/** The response of a call; fails where it is not as the OpenAPI document describes it. Streams are not read. */
export async function asDescribed(method: string, url: string, response: Response): Promise<Response> {
  const difference = await undescribed(method, url, response);
  if (difference) throw new Error(difference);
  return response;
}

const validators = new Map<string, ReturnType<typeof ajv.compile>>();

function validatorOf(schema: object) {
  const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const known = validators.get(text) ?? ajv.compile(JSON.parse(text));
  validators.set(text, known);
  return known;
}

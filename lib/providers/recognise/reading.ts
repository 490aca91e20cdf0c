import { fromBytes, readable } from '#lib/http/byte-string.ts';
import { first } from '#lib/http/header-lookup.ts';
import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';
import type { RequestFacts } from '#lib/model/capture.ts';

/** The parts of a request that recognition needs. */
export type Recognisable = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  /** The stored body; empty when it is long. */
  readonly body: Uint8Array;
};

/** The longest body that is read to recognize a provider, bytes. */
export const readableBytes = 256 * 1024;

const lenient = new TextDecoder();

/** A request during recognition. Every part is parsed lazily, and once. */
export class Reading {
  readonly request: Recognisable;
  #text: string | null = null;
  #form: ReadonlyMap<string, string> | null = null;
  #query: ReadonlyMap<string, string> | null = null;
  #json: { readonly value: unknown } | null = null;

  constructor(request: Recognisable) {
    this.request = request;
  }

  /** The first value of a header, decoded; null when absent. `name` in any case. */
  header(name: string): string | null {
    const value = first(this.request.headers, name);
    return value === null ? null : readable(value);
  }

  /** The body as text; empty when it is long. */
  get text(): string {
    const { body } = this.request;
    this.#text ??= body.length > readableBytes ? '' : lenient.decode(body);
    return this.#text;
  }

  /** How to parse the body: as JSON by its first character, as a form by its type. */
  get bodyKind(): 'json' | 'form' | null {
    const { body } = this.request;
    if (body.length === 0 || body.length > readableBytes) return null;
    const type = first(this.request.headers, 'content-type');
    if (type !== null && /^\s*application\/x-www-form-urlencoded/i.test(type)) return 'form';
    return startsLikeJson(body) ? 'json' : null;
  }

  /** The value of a JSON body, or of the JSON that GitHub and Slack send as the field `payload` of a form; else undefined. */
  get json(): unknown {
    this.#json ??= { value: this.#readJson() };
    return this.#json.value;
  }

  /** The fields of a form, the first of each name. */
  get form(): ReadonlyMap<string, string> {
    this.#form ??=
      this.bodyKind === 'form' ? fieldsOf(fromBytes(this.request.body)) : new Map<string, string>();
    return this.#form;
  }

  /** The fields of the query, the first of each name. */
  get query(): ReadonlyMap<string, string> {
    const { target, prefixLength } = this.request;
    this.#query ??= fieldsOf(queryOf(pathOf(target, prefixLength)) ?? '');
    return this.#query;
  }

  #readJson(): unknown {
    const kind = this.bodyKind;
    const text = kind === 'form' ? this.form.get('payload') : kind === 'json' ? this.text : undefined;
    return text === undefined ? undefined : parsed(text);
  }
}

/** The value of a JSON text; undefined when it is not valid. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value at a path of member names and item indexes. */
export function at(value: unknown, steps: readonly string[]): unknown {
  let here = value;
  for (const step of steps) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

function startsLikeJson(body: Uint8Array): boolean {
  for (let i = 0; i < body.length && i < 64; i++) {
    const byte = body[i]!;
    if (byte === 0x7b || byte === 0x5b) return true;
    if (byte > 0x20) return false;
  }
  return false;
}

function fieldsOf(query: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { name, value } of queryFields(query)) if (!fields.has(name)) fields.set(name, value ?? '');
  return fields;
}

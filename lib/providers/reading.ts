import { fromBytes, readable } from '../http/byte-string.ts';
import { first } from '../http/headers.ts';
import { pathOf, queryFields, queryOf } from '../http/target.ts';
import type { Recognisable } from './provider.ts';

/** Bodies of more bytes than this are not read to recognise a provider: its headers have to do. */
export const readableBytes = 256 * 1024;

const lenient = new TextDecoder();

/** A request while its provider is looked for. Every part is read when it is first asked for, and once. */
export class Reading {
  readonly request: Recognisable;
  #text: string | null = null;
  #form: ReadonlyMap<string, string> | null = null;
  #query: ReadonlyMap<string, string> | null = null;
  #json: { readonly value: unknown } | null = null;

  constructor(request: Recognisable) {
    this.request = request;
  }

  /** The first value of a header, as people read it; null when it was not sent. `name` in any case. */
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

  /** What the body is worth a look for: JSON by its first character, a form by its type. */
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

/** The value a JSON text spells; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands in a JSON value at these steps: names of members and numbers of items. */
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

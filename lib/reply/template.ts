import type { Liquid, Template } from 'liquidjs';
import { textOf } from '../filter/text-of.ts';
import { readable } from '../http/byte-string.ts';
import { pathOf, queryFields, queryOf } from '../http/target.ts';
import type { Header, RequestFacts } from '../model/capture.ts';
import { type Answer, longestAnswerBody } from '../model/reply-settings.ts';
import type { Chance } from './chance.ts';
import { jsonValue, writeJson } from './template-json.ts';

/** What templates are filled from. */
export type TemplateRequest = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  readonly seq: number;
  readonly body: Uint8Array;
};

/** How long filling one template may take, milliseconds: meanwhile nobody else is served. */
const longestFilling = 250;
/** How many characters and items a template may make on the way. */
const mostMade = 8_000_000;
/** The longest value of a header, characters. */
const longestValue = 8192;

let engine: Promise<Liquid> | undefined;

/**
 * Shopify's Liquid (https://liquidjs.com), loaded when the first template is filled. Templates see what they are given and own
 * properties of that, no files and no other templates. What is not there is empty; a filter that is not there is a mistake.
 */
async function openEngine(): Promise<Liquid> {
  const { Liquid } = await import('liquidjs');
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    templates: {},
    timezoneOffset: 0,
    parseLimit: longestAnswerBody + longestValue,
    renderLimit: longestFilling,
    memoryLimit: mostMade,
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  liquid.registerFilter('json', writeJson);
  return liquid;
}

/** What is filled of an answer. */
export type Templates = Pick<Answer, 'headers' | 'body'>;

type Parsed = { readonly body: Template[]; readonly headers: (Template[] | null)[] };
const parsed = new WeakMap<Templates, Promise<Parsed>>();

function parse(answer: Templates): Promise<Parsed> {
  let known = parsed.get(answer);
  if (!known) {
    known = parseNow(answer);
    parsed.set(answer, known);
  }
  return known;
}

async function parseNow({ body, headers }: Templates): Promise<Parsed> {
  engine ??= openEngine();
  const liquid = await engine;
  return {
    body: liquid.parse('text' in body ? body.text : ''),
    headers: headers.map(([name, value]) =>
      /\{[{%]/.test(value) ? saying(`header ${name}: `, () => liquid.parse(value)) : null,
    ),
  };
}

/** What is wrong with the templates of an answer; null when nothing is. */
export async function templateFault(answer: Templates): Promise<string | null> {
  return parse(answer).then(
    () => null,
    (error: Error) => error.message,
  );
}

/** Headers and body of an answer, filled. Throws an `Error` in words for people when that cannot be done. */
export async function fillAnswer(
  answer: Templates,
  request: TemplateRequest,
  chance: Chance,
): Promise<{ headers: Header[]; body: string }> {
  const { body, headers } = await parse(answer);
  const liquid = await engine!;
  const scope = scopeOf(request, chance);
  const filled = (template: Template[], most: number): string => {
    const text = String(liquid.renderSync(template, scope));
    if (text.length > most) throw new Error(`it becomes longer than ${most} characters`);
    return text;
  };
  return {
    body: filled(body, longestAnswerBody),
    headers: answer.headers.map(([name, value], index): Header => {
      const template = headers[index];
      return [
        name,
        template ? saying(`header ${name}: `, () => headerValue(filled(template, longestValue))) : value,
      ];
    }),
  };
}

function headerValue(text: string): string {
  const value = text.trim();
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
    throw new Error('it becomes a value with a line break or control character');
  return value;
}

function saying<T>(where: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(where + (error as Error).message, { cause: error });
  }
}

/** What a template can name. `random` and `uuid` are new each time they are named. */
function scopeOf({ method, target, prefixLength, headers, seq, body }: TemplateRequest, chance: Chance) {
  const path = pathOf(target, prefixLength);
  return {
    method,
    path: readable(path.replace(/[?#].*$/s, '')),
    get query() {
      return firstOfEach(queryFields(queryOf(path) ?? '').map(({ name, value }) => [name, value ?? '']));
    },
    get headers() {
      return firstOfEach(headers.map(([name, value]) => [name.toLowerCase(), readable(value)]));
    },
    get body() {
      return textOf(body);
    },
    get json() {
      return jsonValue(body);
    },
    seq,
    now: new Date(chance.now).toISOString(),
    time: Math.floor(chance.now / 1000),
    get random() {
      return chance.random();
    },
    get uuid() {
      return chance.uuid();
    },
  };
}

/** By name, without a prototype: `constructor` is a name like any other. */
function firstOfEach(pairs: [string, string][]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) found[name] ??= value;
  return found;
}

import type { Context, Liquid, Template } from 'liquidjs';
import { countWords } from '#lib/body/size.ts';
import { textOf } from '#lib/filter/text-of.ts';
import { readable } from '#lib/http/byte-string.ts';
import { pathOf, queryFields, queryOf } from '#lib/http/target.ts';
import type { Header, RequestFacts } from '#lib/model/capture.ts';
import { type Answer, longestAnswerBody } from '#lib/model/reply-settings.ts';
import type { RandomSource } from './random.ts';
import { mostSteps, openEngine } from './template-engine.ts';
import { jsonValue } from './template-json.ts';
import { exceededLimit, templateSize } from './template-limits.ts';

/** The parts of a request that templates can use. */
export type TemplateRequest = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  readonly seq: number;
  readonly body: Uint8Array;
};

/** The longest header value, in characters. */
const longestValue = 8192;

let engine: Promise<Liquid> | undefined;

/** The parts of a response that may be templates. */
export type Templates = Pick<Answer, 'template' | 'headers' | 'body'>;

type Parsed = { readonly body: Template[]; readonly headers: (Template[] | null)[] };
const parsed = new WeakMap<Templates, Promise<Parsed>>();

/** Parses the templates of a response, once for each object. */
function parse(answer: Templates): Promise<Parsed> {
  let known = parsed.get(answer);
  if (!known) {
    known = parseNow(answer);
    parsed.set(answer, known);
  }
  return known;
}

async function parseNow(answer: Templates): Promise<Parsed> {
  const { body, headers } = answer;
  const fault = exceededLimit(templateSize(answer));
  if (fault !== null) throw new Error(fault);
  engine ??= openEngine();
  const liquid = await engine;
  return {
    body: liquid.parse('text' in body ? body.text : ''),
    headers: headers.map(([name, value]) =>
      /\{[{%]/.test(value) ? withPrefix(`header ${name}: `, () => liquid.parse(value)) : null,
    ),
  };
}

/** The error in the templates of a response; null if there is none. */
export async function findTemplateError(answer: Templates): Promise<string | null> {
  return parse(answer).then(
    () => null,
    (error: Error) => error.message,
  );
}

/** Renders the headers and the body of a response. Throws an `Error` whose message is for people. */
export async function renderTemplates(
  answer: Templates,
  request: TemplateRequest,
  chance: RandomSource,
): Promise<{ headers: Header[]; body: string }> {
  const { body, headers } = await parse(answer);
  const liquid = await engine!;
  const scope = scopeOf(request, chance);
  const budget = await newBudget(liquid);
  const filled = (template: Template[], most: number): string => {
    const text = String(withinBudget(() => liquid.renderSync(template, budget.spawn(scope))));
    if (text.length > most) throw new Error(`the result is longer than ${most} characters`);
    return text;
  };
  return {
    body: filled(body, longestAnswerBody),
    headers: answer.headers.map(([name, value], index): Header => {
      const template = headers[index];
      return [
        name,
        template ? withPrefix(`header ${name}: `, () => headerValue(filled(template, longestValue))) : value,
      ];
    }),
  };
}

/** A context whose children share one budget of time and steps: a response may have a hundred templates. */
async function newBudget(liquid: Liquid): Promise<Context> {
  const { Context } = await import('liquidjs');
  return new Context({}, liquid.options, { sync: true }, { liquid });
}

const exceeded: readonly [RegExp, string][] = [
  [/memory alloc limit/, `rendering takes more than ${countWords(mostSteps)} steps`],
  [/template render limit/, 'rendering takes too long'],
  [/Maximum call stack/, 'the template is nested too deeply'],
];

/** Replaces Liquid's messages about exceeded limits. */
function withinBudget<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { message } = error as Error;
    const words = exceeded.find(([limit]) => limit.test(message))?.[1];
    throw words === undefined ? error : new Error(words, { cause: error });
  }
}

function headerValue(text: string): string {
  const value = text.trim();
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
    throw new Error('the rendered value contains a line break or control character');
  return value;
}

function withPrefix<T>(where: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(where + (error as Error).message, { cause: error });
  }
}

/** The variables of a template. `random` and `uuid` are new each time they are used. */
function scopeOf(
  { method, target, prefixLength, headers, seq, body }: TemplateRequest,
  chance: RandomSource,
) {
  const path = pathOf(target, prefixLength);
  // Parsed on first use, and only once.
  let query: Record<string, string> | undefined;
  let fields: Record<string, string> | undefined;
  return {
    method,
    path: readable(path.replace(/[?#].*$/s, '')),
    get query() {
      query ??= firstOfEach(queryFields(queryOf(path) ?? '').map(({ name, value }) => [name, value ?? '']));
      return query;
    },
    get headers() {
      fields ??= firstOfEach(headers.map(([name, value]) => [name.toLowerCase(), readable(value)]));
      return fields;
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

/** Pairs as an object without a prototype: `constructor` is a name like any other. */
function firstOfEach(pairs: [string, string][]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) found[name] ??= value;
  return found;
}

import type { Context, Liquid, Template } from 'liquidjs';
import { countWords } from '../body/size.ts';
import { textOf } from '../filter/text-of.ts';
import { readable } from '../http/byte-string.ts';
import { pathOf, queryFields, queryOf } from '../http/target.ts';
import type { Header, RequestFacts } from '../model/capture.ts';
import { type Answer, longestAnswerBody } from '../model/reply-settings.ts';
import type { Chance } from './chance.ts';
import { mostSteps, openEngine } from './template-engine.ts';
import { jsonValue } from './template-json.ts';
import { sizeFault, templateSize } from './template-limits.ts';

/** What templates are filled from. */
export type TemplateRequest = Pick<RequestFacts, 'method' | 'target' | 'prefixLength' | 'headers'> & {
  readonly seq: number;
  readonly body: Uint8Array;
};

/** The longest value of a header, characters. */
const longestValue = 8192;

let engine: Promise<Liquid> | undefined;

/** What is filled of an answer. */
export type Templates = Pick<Answer, 'template' | 'headers' | 'body'>;

type Parsed = { readonly body: Template[]; readonly headers: (Template[] | null)[] };
const parsed = new WeakMap<Templates, Promise<Parsed>>();

/** The templates of an answer, parsed once for each object; what is wrong with them is found once, too. */
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
  const fault = sizeFault(templateSize(answer));
  if (fault !== null) throw new Error(fault);
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
  const budget = await newBudget(liquid);
  const filled = (template: Template[], most: number): string => {
    const text = String(withinBudget(() => liquid.renderSync(template, budget.spawn(scope))));
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

/** What spawns contexts that share one budget of time and steps: an answer may have a hundred templates. */
async function newBudget(liquid: Liquid): Promise<Context> {
  const { Context } = await import('liquidjs');
  return new Context({}, liquid.options, { sync: true }, { liquid });
}

const exceeded: readonly [RegExp, string][] = [
  [/memory alloc limit/, `filling it takes more than ${countWords(mostSteps)} steps`],
  [/template render limit/, 'filling it takes too long'],
  [/Maximum call stack/, 'it is nested too deep'],
];

/** Limits of Liquid in words for people. */
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
  // Read once, however often they are named, and only where they are.
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

/** By name, without a prototype: `constructor` is a name like any other. */
function firstOfEach(pairs: [string, string][]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) found[name] ??= value;
  return found;
}

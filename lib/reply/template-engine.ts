import type { Context, Liquid, LiquidOptions } from 'liquidjs';
import { longestAnswerBody } from '#lib/model/reply-settings.ts';
import { writeJson } from './template-json.ts';

/** The longest time to render the templates of one response, in milliseconds; checked between outputs and tags. */
const longestFilling = 250;
/**
 * The largest number of steps, independent of the clock: characters and items that are created or visited. The steps of a filter
 * or a comparison are counted before it begins, since it cannot be interrupted.
 */
export const mostSteps = 8_000_000;

/** Filters that evaluate something for each item of a list; each takes as long as going through so many characters. */
const evaluations = 32;
const perItem = /^(?:map|sum|(?:where|reject|group_by|has|find|find_index)(?:_exp)?|sort|sort_natural)$/;
const sorting = /^(?:sort|sort_natural|sample)$/;
/** Filters that look for a text; each of its characters may be compared with each of the other. */
const searching = /^(?:split|(?:remove|replace)(?:_first|_last)?)$/;
/** A comparison goes through so many characters at a time. */
const atOnce = 16;

/**
 * Shopify's Liquid (https://liquidjs.com), loaded when the first template is filled. Templates see what they are given and own
 * properties of that, no files and no other templates. What is not there is empty; a filter that is not there is a mistake.
 */
export async function openEngine(): Promise<Liquid> {
  const { Liquid, defaultOperators } = await import('liquidjs');
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    templates: {},
    timezoneOffset: 0,
    parseLimit: longestAnswerBody,
    renderLimit: longestFilling,
    memoryLimit: mostSteps,
    operators: countedOperators(defaultOperators),
  });
  for (const tag of ['include', 'render', 'layout', 'block']) delete liquid.tags[tag];
  liquid.registerFilter('json', writeJson);
  for (const [name, filter] of Object.entries(liquid.filters)) {
    const handler = typeof filter === 'function' ? filter : filter.handler;
    const counted: typeof handler = function (value, ...rest) {
      this.context.memoryLimit.use(stepsOf(name, value, rest));
      return handler.call(this, value, ...rest);
    };
    liquid.registerFilter(name, typeof filter === 'function' ? counted : { ...filter, handler: counted });
  }
  return liquid;
}

/** What a filter takes at most, beside what it counts itself: Liquid counts what is made, not what is gone through. */
function stepsOf(name: string, value: unknown, rest: readonly unknown[]): number {
  const [own, others] = [sizeOf(value), sizeOf(rest)];
  if (searching.test(name)) return own + others + (own * sizeOf(rest[0])) / atOnce;
  const items = Array.isArray(value) ? value.length : typeof value === 'string' ? value.length : 1;
  const sorted = sorting.test(name) ? items * Math.log2(items + 1) : 0;
  const evaluated = perItem.test(name) ? items * (evaluations + others / atOnce) : 0;
  return own + others + sorted + evaluated;
}

/** Characters of a text, or of the texts in a list and its items, also of lists in it; 1 for all else. */
function sizeOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value)) return 1;
  let size = value.length;
  if (depth < 3)
    for (const item of value)
      if (typeof item === 'string' || Array.isArray(item)) size += sizeOf(item, depth + 1);
  return size;
}

type Operators = NonNullable<LiquidOptions['operators']>;

/** Comparisons with what they take counted: a condition may have thousands. */
function countedOperators(operators: Operators): Operators {
  const counted: Operators = {};
  for (const [name, compare] of Object.entries(operators)) {
    counted[name] = ['not', 'and', 'or'].includes(name)
      ? compare
      : (left: unknown, right: unknown, context: Context) => {
          const [one, other] = [sizeOf(left), sizeOf(right)];
          context.memoryLimit.use(
            (name === 'contains' ? one * Math.max(1, other / atOnce) : one + other) / atOnce,
          );
          return (compare as (l: unknown, r: unknown, c: Context) => ReturnType<typeof compare>)(
            left,
            right,
            context,
          );
        };
  }
  return counted;
}

import { type Cost, free, sumOf } from '../filter/cost.ts';
import { type Filter, type FilterWord, prepareFilter, readFilter } from '../filter/index.ts';
import type { ReplySettings, Rule } from '../model/reply-settings.ts';

/** Settings with their filters read. */
export type CompiledReply = {
  readonly settings: ReplySettings;
  /** All rules in their order; those that are not enabled are never asked. */
  readonly rules: readonly CompiledRule[];
  /** Whether an enabled rule looks at bodies. */
  readonly needsBody: boolean;
  /** What evaluating the enabled rules costs at most, where none matches. */
  readonly cost: Cost;
};

export type CompiledRule = { readonly rule: Rule; readonly filter: Filter };

/** What a rule cannot ask, since it is only known later, or since "ten minutes ago" would be counted from another time. */
const unknownYet: Record<string, string> = {
  status: 'asks for the status of the answer, which is what the rule is to choose',
  note: 'asks for a note, which nobody can have written yet',
  after: 'asks for a time, and a rule is about the request that is just being answered',
  before: 'asks for a time, and a rule is about the request that is just being answered',
};

const compiled = new WeakMap<ReplySettings, Promise<CompiledReply>>();

/** Lets others have their turn. */
export type Pause = () => Promise<void>;

const noPause: Pause = async () => {};

/**
 * The settings compiled, once for each object however often it is asked. Filters that cannot be read match nothing. It pauses
 * between rules: a regular expression takes some milliseconds, and there may be a hundred.
 */
export function compileReply(settings: ReplySettings, pause: Pause = noPause): Promise<CompiledReply> {
  let known = compiled.get(settings);
  if (!known) {
    known = compile(settings, pause);
    compiled.set(settings, known);
  }
  return known;
}

async function compile(settings: ReplySettings, pause: Pause): Promise<CompiledReply> {
  const rules = await compileRules(settings.rules, pause);
  const asked = rules.filter(({ rule }) => rule.enabled).map(({ filter }) => filter);
  return {
    settings,
    rules,
    needsBody: asked.some(({ needsBody }) => needsBody),
    cost: sumOf(asked.map(({ cost = free }) => cost)),
  };
}

/** Rules with their filters read. Filters that cannot be read match nothing. */
export async function compileRules(rules: readonly Rule[], pause: Pause = noPause): Promise<CompiledRule[]> {
  const read: CompiledRule[] = [];
  for (const rule of rules) {
    if (read.length > 0) await pause();
    const { filter, faults } = await readWhen(rule.when);
    read.push({ rule, filter: faults.length === 0 ? filter : nothing });
  }
  return read;
}

/** The filter of a rule, and what is wrong with it. */
export async function readWhen(when: string) {
  await prepareFilter(when);
  const { filter, faults } = readFilter(when, 0);
  const unasked = filter.words.filter(({ key }) => key !== null && Object.hasOwn(unknownYet, key));
  return { filter, faults: [...faults, ...unasked.map(faultOf)] };
}

function faultOf({ key, start, end }: FilterWord) {
  return { start, end, message: unknownYet[key!]! };
}

const nothing: Filter = {
  source: null,
  mayMatch: () => false,
  matches: () => false,
  needsBody: false,
  narrowings: [],
  words: [],
};

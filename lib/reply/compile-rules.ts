import { type Cost, free, sumOf } from '#lib/filter/cost.ts';
import { type Filter, type FilterWord, prepareFilter, readFilter } from '#lib/filter/read-filter.ts';
import type { ReplySettings, Rule } from '#lib/model/reply-settings.ts';

/** Settings with their filters read. */
export type CompiledSettings = {
  readonly settings: ReplySettings;
  /** All rules in their order; those that are not enabled are never asked. */
  readonly rules: readonly CompiledRule[];
  /** Whether an enabled rule looks at bodies. */
  readonly needsBody: boolean;
  /** What evaluating the enabled rules costs at most, where none matches. */
  readonly cost: Cost;
};

export type CompiledRule = { readonly rule: Rule; readonly filter: Filter };

/** Filter keys that rules cannot use, and why. */
const unsupportedKeys: Record<string, string> = {
  status: 'a rule cannot use status, because the rule decides the status',
  note: 'a rule cannot use note, because new requests have no note',
  after: 'a rule cannot use after, because it only sees the current request',
  before: 'a rule cannot use before, because it only sees the current request',
};

const compiled = new WeakMap<ReplySettings, Promise<CompiledSettings>>();

/** Lets others have their turn. */
export type Pause = () => Promise<void>;

const noPause: Pause = async () => {};

/**
 * The settings compiled, once for each object however often it is asked. Filters that cannot be read match nothing. It pauses
 * between rules: a regular expression takes some milliseconds, and there may be a hundred.
 */
export function compileSettings(settings: ReplySettings, pause: Pause = noPause): Promise<CompiledSettings> {
  let known = compiled.get(settings);
  if (!known) {
    known = compile(settings, pause);
    compiled.set(settings, known);
  }
  return known;
}

async function compile(settings: ReplySettings, pause: Pause): Promise<CompiledSettings> {
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
    const { filter, faults } = await readRuleFilter(rule.when);
    read.push({ rule, filter: faults.length === 0 ? filter : nothing });
  }
  return read;
}

/** The filter of a rule, and what is wrong with it. */
export async function readRuleFilter(when: string) {
  await prepareFilter(when);
  const { filter, faults } = readFilter(when, 0);
  const unsupported = filter.words.filter(({ key }) => key !== null && Object.hasOwn(unsupportedKeys, key));
  return { filter, faults: [...faults, ...unsupported.map(faultOf)] };
}

function faultOf({ key, start, end }: FilterWord) {
  return { start, end, message: unsupportedKeys[key!]! };
}

const nothing: Filter = {
  source: null,
  mayMatch: () => false,
  matches: () => false,
  needsBody: false,
  narrowings: [],
  words: [],
};

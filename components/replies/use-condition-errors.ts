'use client';

import { useEffect, useState } from 'react';
import { prepareFilter, readFilter } from '#lib/filter/read-filter.ts';
import type { RuleDraft } from './draft.ts';
import type { DraftErrors } from './draft-errors.tsx';

const none: DraftErrors = new Map();

/** The errors in the conditions of rules. The parser of patterns is loaded when a condition has one. */
export function useConditionErrors(rules: readonly RuleDraft[]): DraftErrors {
  const [errors, setErrors] = useState(none);
  useEffect(() => {
    let isCurrent = true;
    Promise.all(rules.map(({ when }) => prepareFilter(when))).then(
      () => isCurrent && setErrors((before) => sameUnlessChanged(errorsOf(rules), before)),
      // The server checks them when they are saved.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [rules]);
  return errors;
}

function errorsOf(rules: readonly RuleDraft[]): DraftErrors {
  return new Map(
    rules.flatMap(({ when }, index) => {
      const [fault] = readFilter(when, 0).faults;
      return fault ? [[`rules.${index}.when`, fault.message] as const] : [];
    }),
  );
}

function sameUnlessChanged(errors: DraftErrors, before: DraftErrors): DraftErrors {
  const isSame = errors.size === before.size && [...errors].every(([at, words]) => before.get(at) === words);
  return isSame ? before : errors;
}

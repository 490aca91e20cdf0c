'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { copied, moved, newRule, type RuleDraft, replaced } from './draft.ts';
import { RuleCard } from './rule-card.tsx';

type Props = { rules: readonly RuleDraft[]; onChange: (rules: RuleDraft[]) => void };

/** The rules in their order: the first that matches answers. */
export function RuleList({ rules, onChange }: Props) {
  const [fresh, setFresh] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  function move(from: number, to: number): void {
    onChange(moved(rules, from, to));
    announce(`Rule ${from + 1} is now rule ${to + 1}`);
  }

  function add(rule: RuleDraft, at: number): void {
    setFresh(rule.id);
    onChange([...rules.slice(0, at), rule, ...rules.slice(at)]);
  }

  /** A rule takes the place of the one it is dropped on: from above it goes below it, from below above it. */
  function drop(at: number): void {
    if (dragged !== null && dragged !== at) move(dragged, at);
  }

  function edgeOf(at: number): 'top' | 'bottom' | null {
    if (dragged === null || over !== at || dragged === at) return null;
    return dragged < at ? 'bottom' : 'top';
  }

  return (
    <section aria-labelledby="rules-heading">
      <h2 id="rules-heading" className="font-semibold text-name">
        Rules
      </h2>
      <p className="mt-0.5 text-quiet">The first one that counts and matches answers.</p>
      {rules.length === 0 && (
        <p className="mt-3 rounded-control border border-line border-dashed px-3 py-3 text-quiet">
          There are none: every request gets the answer below.
        </p>
      )}
      <ol className="mt-3 flex flex-col gap-2">
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            number={index + 1}
            place={`rules.${index}`}
            startsOpen={rule.id === fresh}
            onChange={(changed) => onChange(replaced(rules, index, changed))}
            onCopy={() => add(copied(rule, rules), index + 1)}
            onRemove={() => onChange(replaced(rules, index))}
            {...(index > 0 && { onUp: () => move(index, index - 1) })}
            {...(index < rules.length - 1 && { onDown: () => move(index, index + 1) })}
            drag={{
              onStart: () => setDragged(index),
              onOver: () => setOver(index),
              onDrop: () => drop(index),
              onEnd: () => {
                setDragged(null);
                setOver(null);
              },
              edge: edgeOf(index),
            }}
          />
        ))}
      </ol>
      <Button className="mt-3" onClick={() => add(newRule(rules), rules.length)}>
        <Plus aria-hidden /> Add a rule
      </Button>
    </section>
  );
}

'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { announce } from '#components/ui/announcer.tsx';
import { Button } from '#components/ui/button.tsx';
import { copyRule, moveItem, newRule, type RuleDraft, replaceItem } from './draft.ts';
import { RuleCard } from './rule-card.tsx';
import { ruleList as words } from './words.ts';

type Props = {
  bin: { slug: string; key: string };
  rules: readonly RuleDraft[];
  onChange: (rules: RuleDraft[]) => void;
};

/** The rules, in the order in which they are evaluated. */
export function RuleList({ bin, rules, onChange }: Props) {
  const [newest, setNewest] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  function move(from: number, to: number): void {
    onChange(moveItem(rules, from, to));
    announce(words.moved(from + 1, to + 1));
  }

  function add(rule: RuleDraft, at: number): void {
    setNewest(rule.id);
    onChange([...rules.slice(0, at), rule, ...rules.slice(at)]);
  }

  /** A rule takes the place of the rule that it is dropped on. */
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
        {words.heading}
      </h2>
      <p className="mt-0.5 text-quiet">{words.about}</p>
      {rules.length === 0 && (
        <p className="mt-3 rounded-control border border-line border-dashed px-3 py-3 text-quiet">
          {words.empty}
        </p>
      )}
      <ol className="mt-3 flex flex-col gap-2">
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            bin={bin}
            rule={rule}
            number={index + 1}
            place={`rules.${index}`}
            startsOpen={rule.id === newest}
            onChange={(changed) => onChange(replaceItem(rules, index, changed))}
            onCopy={() => add(copyRule(rule, rules), index + 1)}
            onRemove={() => onChange(replaceItem(rules, index))}
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
        <Plus aria-hidden /> {words.add}
      </Button>
    </section>
  );
}

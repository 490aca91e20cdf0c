'use client';

import { textWith } from '#components/ui/text-with.tsx';
import { forwardedTarget } from '#lib/forward-rules/forwarded-target.ts';
import { originOfDestination, parseDestination } from '#lib/outgoing/destination.ts';
import type { Draft } from './draft.ts';
import { RadioChoices } from './radio-choices.tsx';
import { ruleForm as words } from './words.ts';

type Props = { draft: Draft; slug: string; onChange: (part: Partial<Draft>) => void };

/** The path and query of the request in the example, below its bin. */
const example = '/orders?id=1';

/** Whether the path of a request is kept, with an example. */
export function PathFields({ draft, slug, onChange }: Props) {
  return (
    <div>
      <RadioChoices
        label={words.path}
        value={draft.path}
        choices={[
          { id: 'append', title: words.paths.append },
          { id: 'fixed', title: words.paths.fixed },
        ]}
        onChange={(path) => onChange({ path })}
      />
      <p className="mt-1 text-quiet text-small wrap-anywhere">
        {textWith(words.example, {
          request: <code className="wire text-small!">{example}</code>,
          target: <code className="text-ink wire text-small!">{exampleTarget(draft, slug)}</code>,
        })}
      </p>
    </div>
  );
}

/** The URL to which the request of the example is sent. */
function exampleTarget({ kind, url, bin, path }: Draft, slug: string): string {
  const captured = { target: `/b/${slug}${example}`, prefixLength: `/b/${slug}`.length };
  if (kind === 'bin')
    return forwardedTarget({ to: { bin: bin.trim() || words.binExample }, path }, captured, undefined);
  for (const one of [url.trim(), words.urlExample]) {
    try {
      const origin = originOfDestination(parseDestination(one));
      return origin + forwardedTarget({ to: { url: one }, path }, captured, undefined);
    } catch {
      // Not a URL yet.
    }
  }
  return words.urlExample;
}

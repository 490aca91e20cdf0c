import { ArrowRight, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { countOf } from '#components/frame/count-words.ts';
import type { Problem } from '#lib/problems/problem.ts';
import { Visible } from '../wire-text.tsx';
import { PlaceLink, placeOfProblem } from './place.tsx';

const looks = {
  bad: { icon: CircleAlert, color: 'text-bad' },
  careful: { icon: TriangleAlert, color: 'text-careful' },
  quiet: { icon: Info, color: 'text-quiet' },
} as const;

/** What is noticed about a request, each with the way to its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul aria-label="Noticed" className="max-w-200">
      {problems.map((problem, index) => {
        const { icon: Icon, color } = looks[problem.tone];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once, and may hold equal words.
          <li key={index} className="flex items-start gap-2 py-1">
            <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-label={toneWords[problem.tone]} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className={problem.tone === 'bad' ? 'text-bad' : undefined}>
                <Visible text={problem.words} />
              </span>
              {problem.place && (
                <PlaceLink
                  place={placeOfProblem(problem.place)}
                  className="ml-2 inline-flex items-center gap-1 whitespace-nowrap rounded-mark text-accent hover:underline touch:py-1"
                >
                  {placeWords(problem)} <ArrowRight className="size-3" aria-hidden />
                </PlaceLink>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const toneWords = { bad: 'Broken:', careful: 'Careful:', quiet: 'Worth knowing:' };

function placeWords({ place }: Problem): string {
  switch (place?.in) {
    case 'body':
      return `line ${place.line}, column ${place.column}`;
    case 'header':
      return `header ${place.number}`;
    default:
      return 'the field';
  }
}

/** How many problems there are, beside the name of the tab that lists them. */
export function ProblemCount({ problems }: { problems: readonly Problem[] }) {
  const bad = problems.some(({ tone }) => tone === 'bad');
  const words = `${countOf(problems.length, 'problem')} noticed`;
  return (
    <span role="img" aria-label={words} title={words} className={bad ? 'text-bad' : 'text-careful'}>
      {problems.length}
    </span>
  );
}

import { ArrowRight, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { PlaceLink, placeOfProblem } from '#components/request/place-in-request.tsx';
import { renderByIndex } from '#components/ui/render-by-index.tsx';
import { Visible } from '#components/ui/visible-text.tsx';
import type { Problem } from '#lib/problems/problem.ts';
import { problemList as words } from './words.ts';

const looks = {
  bad: { icon: CircleAlert, color: 'text-bad' },
  careful: { icon: TriangleAlert, color: 'text-careful' },
  quiet: { icon: Info, color: 'text-quiet' },
} as const;

/** The problems of a request, each with a link to its place. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul aria-label={words.label} className="max-w-200">
      {renderByIndex(problems, (problem) => {
        const { icon: Icon, color } = looks[problem.tone];
        return (
          <li className="flex items-start gap-2 py-1">
            <Icon className={`mt-0.5 size-3.5 shrink-0 ${color}`} aria-label={words.tones[problem.tone]} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className={problem.tone === 'bad' ? 'text-bad' : undefined}>
                <Visible text={problem.words} />
              </span>
              {problem.place && (
                <PlaceLink
                  place={placeOfProblem(problem.place)}
                  className="ml-2 inline-flex items-center gap-1 whitespace-nowrap rounded-mark text-accent hover:underline"
                >
                  {placeWords(problem.place)} <ArrowRight className="size-3" aria-hidden />
                </PlaceLink>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function placeWords(place: NonNullable<Problem['place']>): string {
  switch (place.in) {
    case 'body':
      return words.bodyPlace(place.line, place.column);
    case 'header':
      return words.headerPlace(place.number);
    case 'query':
      return words.queryPlace(place.number);
  }
}

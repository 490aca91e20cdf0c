import type { Problem } from '#lib/model/errors.ts';

/** A problem with which the API has responded. `more` has its other members, such as the near misses of a wait. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(problem: Problem, more: Readonly<Record<string, unknown>> = {}) {
    super(problem.title);
    this.problem = problem;
    this.more = more;
  }
}

/** The problem of a response that is not `ok`. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const { type, status, title, detail, hint, code, retryAfter, ...more } = (await response.json()) as Problem;
  return new ApiProblem({ type, status, title, detail, hint, code, retryAfter } as Problem, more);
}

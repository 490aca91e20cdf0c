import { expect } from 'vitest';
import type { FailureCode } from '#lib/model/errors.ts';

/** Checks that a response is problem details (RFC 9457) with this code, and answers its `detail`. */
export async function expectProblem(response: Response, status: number, code: FailureCode): Promise<string> {
  const text = await response.text();
  expect([response.status, text.slice(0, 300)]).toEqual([status, expect.stringContaining(`"${code}"`)]);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const problem = JSON.parse(text);
  expect(problem).toMatchObject({
    type: expect.stringMatching(new RegExp(`^https?://.+#${code}$`)),
    title: expect.stringMatching(/\.$/),
    status,
    code,
    hint: expect.stringMatching(/\.$/),
  });
  expect(problem.hint).not.toContain('{origin}');
  if (status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer');
  return problem.detail ?? '';
}

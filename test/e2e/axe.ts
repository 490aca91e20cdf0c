import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds serious or critical on the page as it stands: rule, place and reason. Its code is put into a page once,
 * which takes longer than looking. A first look does without places, and without waiting for frames, which have no axe in
 * them: both take half of its time. Only where it finds something is there a second.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  if ((await found(page, { selectors: false, iframes: false })).length === 0) return [];
  return (await found(page)).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}

async function found(page: Page, options: axe.RunOptions = {}): Promise<axe.Result[]> {
  const violations = await page.evaluate(async (more) => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    return (await here.run(document, { resultTypes: ['violations'], ...more })).violations;
  }, options);
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds serious or critical on the page as it stands: rule, place and reason. Its code is put into a page once,
 * which takes longer than looking.
 */
export async function seriousViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    return (await here.run(document, { resultTypes: ['violations'] })).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
}

import type { Page } from 'playwright-core';

/** What is wrong with a screen of a phone: pixels wider than it, targets smaller than a finger. */
export async function misfits(page: Page): Promise<string[]> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...(overflow > 0 ? [`${overflow} pixels wider than the phone`] : []),
    ...(await smallTargets(page)),
  ];
}

/**
 * Everything to tap that is smaller than a finger, 36 px, in sight or not: its name and size. What a finger hits counts, whatever is
 * drawn; what is in a label is hit with it. Links inside a sentence are as high as its lines, and so are lines of code with what
 * folds them (WCAG 2.5.8, "Inline").
 */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 36;
    const selector =
      'button, a[href], input, select, textarea, summary, [role=option], [role=tab], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=slider]';
    const isText = (target: Element) =>
      (getComputedStyle(target).display === 'inline' && target.closest('p') !== null) ||
      target.closest('.document') !== null ||
      /^(?:Expand|Collapse)\b/.test(target.getAttribute('aria-label') ?? '');
    const isOffered = (target: Element) =>
      target.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      // Behind a dialog.
      target.closest('[aria-hidden=true], [inert]') === null;
    const isHit = (target: Element, x: number, y: number) => {
      const isInSight = x >= 0 && x < innerWidth && y >= 0 && y < innerHeight;
      const hit = document.elementFromPoint(x, y);
      return !isInSight || target.contains(hit) || hit?.closest(selector) === target;
    };
    const isLarge = (target: Element) => {
      let box = target.getBoundingClientRect();
      if (box.top < least || box.bottom > innerHeight - least) {
        target.scrollIntoView({ block: 'center', inline: 'nearest' });
        box = target.getBoundingClientRect();
      }
      const [x, y, reach] = [box.x + box.width / 2, box.y + box.height / 2, least / 2 - 1];
      const isWide = box.width >= least || (isHit(target, x - reach, y) && isHit(target, x + reach, y));
      const isHigh = box.height >= least || (isHit(target, x, y - reach) && isHit(target, x, y + reach));
      return isWide && isHigh;
    };
    const scrolled = [...document.querySelectorAll('*')]
      .filter(({ scrollTop }) => scrollTop > 0)
      .map((element) => ({ element, top: element.scrollTop }));
    const small = [...document.querySelectorAll(selector)]
      .filter((target) => isOffered(target) && !isText(target))
      .map((target) => target.closest('label') ?? target)
      // Fields for files and what keeps the focus in a dialog are 1 px large.
      .filter((target) => {
        const { width, right, left } = target.getBoundingClientRect();
        return width > 1 && right > 0 && left < innerWidth;
      })
      .filter((target) => !isLarge(target))
      .map((target) => {
        const { width, height } = target.getBoundingClientRect();
        const name = target.getAttribute('aria-label') ?? target.textContent;
        return `${name}: ${Math.round(width)} × ${Math.round(height)}`;
      });
    document.documentElement.scrollTop = 0;
    for (const { element, top } of scrolled) element.scrollTop = top;
    return small;
  });
}

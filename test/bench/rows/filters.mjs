import { figure, resultOf } from '../figures.mjs';

/** A filter that finds nothing has to look at all captures of the bin. */
const row = (id, filter) => ({
  id,
  what: `the filter ${filter}, which finds nothing in a full bin`,
  async measure(context) {
    const { bin } = await context.filled();
    const { wirebin } = await context.inTurns({
      wirebin: async () => {
        const began = performance.now();
        const page = JSON.parse(await bin.api(`/captures?filter=${encodeURIComponent(filter)}`));
        if (page.captures.length > 0 || page.next !== null) throw new Error(`${filter} did not look at all`);
        return (performance.now() - began) / 1000;
      },
    });
    const count = context.captures.toLocaleString('en');
    return resultOf([figure(`of ${count} captures`, 's', { wirebin })]);
  },
});

export const filterMethod = row('filter-method', 'method:PURGE');
export const filterHeader = row('filter-header', 'header:x-absent=value');
export const filterBody = row('filter-body', 'body:absent');

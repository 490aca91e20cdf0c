/**
 * What a test costs, in steps for each byte that it may look at: of the head (target, header lines, note), and of the body. A
 * step is one comparison in a loop, 2 ns or less. So rules that are cheap for what came can be told from those that are not,
 * before they are evaluated.
 */
export type Cost = { readonly head: number; readonly body: number };

export const free: Cost = { head: 0, body: 0 };

export function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { head, body }) => ({ head: sum.head + head, body: sum.body + body }), free);
}

/** About how many steps a test takes for a request with a head and a body of so many bytes. A million is 2 ms. */
export function stepsOf(cost: Cost, { head, body }: { head: number; body: number }): number {
  return cost.head * head + cost.body * body;
}

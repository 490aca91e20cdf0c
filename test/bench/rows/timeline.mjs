import { figure, resultOf } from '../figures.mjs';

/** Bytes of each body: the timeline does not read bodies, and many long ones would fill the disk. */
const bodyBytes = 40;

/** The timeline of a very large bin. */
export const timeline = {
  id: 'timeline',
  what: 'the timeline of a very large bin',
  async measure(context) {
    const { server, bin } = await context.startFilled(context.large, bodyBytes);
    const { wirebin } = await context.inTurns({
      wirebin: async () => {
        const began = performance.now();
        const { series } = JSON.parse(await bin.api('/timeline'));
        const counted = series.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0);
        if (counted !== context.large) throw new Error(`The timeline has ${counted} captures`);
        return performance.now() - began;
      },
    });
    await server.stop();
    return resultOf([figure(`of ${context.large.toLocaleString('en')} captures`, 'ms', { wirebin })]);
  },
};

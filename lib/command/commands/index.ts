import type { CommandModule } from '../command.ts';

/** Every command in the order of the help. Each is loaded only when it is called or described, since some of them take time to load. */
export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  bins: async () => (await import('./bins.ts')).bins,
  listen: async () => (await import('./listen.ts')).listen,
  tail: async () => (await import('./tail.ts')).tail,
  show: async () => (await import('./show.ts')).show,
  expect: async () => (await import('./expect.ts')).expectRequests,
  curl: async () => (await import('./curl.ts')).curl,
  as: async () => (await import('./as.ts')).copyAs,
  diff: async () => (await import('./diff.ts')).diff,
  replay: async () => (await import('./replay.ts')).replay,
  send: async () => (await import('./send.ts')).send,
  verify: async () => (await import('./verify.ts')).verify,
  reply: async () => (await import('./reply.ts')).reply,
  share: async () => (await import('./share.ts')).share,
  export: async () => (await import('./export.ts')).exportRequests,
  import: async () => (await import('./import.ts')).importRequests,
  ready: async () => (await import('./ready.ts')).ready,
  completion: async () => (await import('./completion.ts')).completion,
};

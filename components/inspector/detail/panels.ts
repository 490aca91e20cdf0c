import { fetched } from '#components/ui/fetched.ts';

const loads = {
  overview: () => import('./overview.tsx').then(({ Overview }) => ({ default: Overview })),
  headers: () => import('./header-table.tsx').then(({ HeaderTable }) => ({ default: HeaderTable })),
  body: () => import('../body/body-view.tsx').then(({ BodyView }) => ({ default: BodyView })),
  raw: () => import('../body/raw-view.tsx').then(({ RawView }) => ({ default: RawView })),
  reply: () => import('./reply-view.tsx').then(({ ReplyView }) => ({ default: ReplyView })),
  attempts: () =>
    import('../attempts/attempts-view.tsx').then(({ AttemptsView }) => ({ default: AttemptsView })),
};

/** What is behind the tabs of a request: not part of the first load, since the list is there before anything is read. */
export const Overview = fetched(loads.overview);
export const HeaderTable = fetched(loads.headers);
export const BodyView = fetched(loads.body);
export const RawView = fetched(loads.raw);
export const ReplyView = fetched(loads.reply);
export const AttemptsView = fetched(loads.attempts);

/** Fetches the two that are opened by themselves, then the others; a tab that fails to come is fetched again when it is opened. */
export function preloadPanels(): void {
  Promise.all([loads.body(), loads.headers()])
    .then(() => Promise.all(Object.values(loads).map((load) => load())))
    .catch(() => {});
}

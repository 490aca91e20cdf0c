import { lazyComponent } from '#components/ui/lazy-component.ts';

const loads = {
  overview: () => import('./overview.tsx').then(({ Overview }) => ({ default: Overview })),
  headers: () => import('./header-table.tsx').then(({ HeaderTable }) => ({ default: HeaderTable })),
  query: () =>
    import('#components/request/parameter-table.tsx').then(({ QueryTable }) => ({ default: QueryTable })),
  body: () => import('../request-body/body-view.tsx').then(({ BodyView }) => ({ default: BodyView })),
  raw: () => import('./raw-message.tsx').then(({ RawView }) => ({ default: RawView })),
  reply: () => import('./response-view.tsx').then(({ ResponseView }) => ({ default: ResponseView })),
  attempts: () =>
    import('../attempts/attempts-view.tsx').then(({ AttemptsView }) => ({ default: AttemptsView })),
  deliveries: () =>
    import('../deliveries/deliveries-tab.tsx').then(({ DeliveriesTab }) => ({ default: DeliveriesTab })),
};

/** The tabs of a request. They are not part of the first load, which shows the list. */
export const Overview = lazyComponent(loads.overview);
export const HeaderTable = lazyComponent(loads.headers);
export const QueryTable = lazyComponent(loads.query);
export const BodyView = lazyComponent(loads.body);
export const RawView = lazyComponent(loads.raw);
export const ResponseView = lazyComponent(loads.reply);
export const AttemptsView = lazyComponent(loads.attempts);
export const DeliveriesTab = lazyComponent(loads.deliveries);

export const SignedProblemCount = lazyComponent(() => import('./signed-problem-count.tsx'));

/** Loads the tab that opens by default, then the others. A tab that fails to load is loaded again when it is opened. */
export function preloadTabs(): void {
  loads
    .overview()
    .then(() => Promise.all(Object.values(loads).map((load) => load())))
    .catch(() => {});
}

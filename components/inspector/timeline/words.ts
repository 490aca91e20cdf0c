export const timeline = {
  label: 'Timeline',
  now: 'now',
  between: (from: string, to: string) => `${from} – ${to}`,
  since: (from: string) => `since ${from}`,
  until: (to: string) => `before ${to}`,
  filteredTo: (range: string) => `Filtered to ${range}`,
  showAllTimes: 'Clear time range',
  groupedBy: { status: 'by status', method: 'by method' },
  options: { status: 'Timeline by status: options', method: 'Timeline by method: options' },
  noRequests: 'No requests',
  failed: 'The timeline could not be loaded. It will be loaded again with the next change.',
};

export const timelineMenu = {
  groupBy: 'Group by',
  status: 'Response status',
  method: 'Method',
  zoomIn: 'Zoom to selection',
  zoomOut: 'Zoom out to all requests',
  table: 'Show as table',
  hide: 'Hide timeline',
};

export const timelineTable = {
  title: 'Requests over time',
  description: (seconds: string) =>
    `Each row covers ${seconds} seconds. Times without requests are left out.`,
  empty: 'No requests in this time range.',
  from: 'From',
  all: 'All',
};

export const timelineParts = { none: 'no response' };

/** The chart for screen readers. Times come formatted. */
export const timelineChart = {
  label: 'Requests over time. Arrow keys move, with Shift they select a range, Enter filters by it.',
  selectedFrom: (bucket: string, from: string) => `${bucket}, selected from ${from}`,
  empty: 'No requests in this time range.',
  summary: (requests: string, from: string, to: string, parts: string, peak: string, most: number) =>
    `${requests} from ${from} to ${to}: ${parts}. Most at ${peak}: ${most}.`,
};

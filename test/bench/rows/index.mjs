import {
  besideDelete,
  besideExport,
  besideFilter,
  besideImport,
  besideOtherBin,
  besideTimeline,
} from './beside.mjs';
import { body5m, body100k, fullRateLatency, keepAlive, newConnections, rampUp } from './closed-loop.mjs';
import { filterBody, filterHeader, filterMethod } from './filters.mjs';
import { growthInBins, growthInCaptures } from './growth.mjs';
import { inspectors } from './inspectors.mjs';
import { manyBins } from './many-bins.mjs';
import { paced } from './paced.mjs';
import { timeline } from './timeline.mjs';

/**
 * All rows of the bench, in the order they are measured. Each measures one thing and returns its figures, and a line with
 * their medians.
 */
export const rows = [
  keepAlive,
  fullRateLatency,
  rampUp,
  newConnections,
  manyBins,
  body100k,
  body5m,
  paced,
  besideFilter,
  besideExport,
  besideTimeline,
  besideDelete,
  besideImport,
  besideOtherBin,
  filterMethod,
  filterHeader,
  filterBody,
  timeline,
  inspectors,
  growthInCaptures,
  growthInBins,
];

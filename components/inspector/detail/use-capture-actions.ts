'use client';

import { createContext, useContext } from 'react';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** What may be done to a capture from several places: its buttons, and the keys. */
export type CaptureActions = {
  pin: (row: CaptureSummary) => void;
  remove: (row: CaptureSummary) => void;
  note: (row: CaptureSummary) => void;
  /** What changed since the one before of its kind. */
  compare: (row: CaptureSummary) => void;
  /** Types from those like it. */
  types: (row: CaptureSummary) => void;
  /** Shows another capture. */
  choose: (seq: number) => void;
};

export const CaptureActionsContext = createContext<CaptureActions>({
  pin: () => {},
  remove: () => {},
  note: () => {},
  compare: () => {},
  types: () => {},
  choose: () => {},
});

export function useCaptureActions(): CaptureActions {
  return useContext(CaptureActionsContext);
}

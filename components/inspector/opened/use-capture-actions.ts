'use client';

import { createContext, useContext } from 'react';
import type { CaptureSummary } from '#lib/model/capture-json.ts';

/** The actions of a capture, for its buttons and the shortcuts. */
export type CaptureActions = {
  pin: (row: CaptureSummary) => void;
  remove: (row: CaptureSummary) => void;
  note: (row: CaptureSummary) => void;
  /** Compares it with an earlier request like it. */
  compare: (row: CaptureSummary) => void;
  /** Generates types from requests like it. */
  types: (row: CaptureSummary) => void;
  /** Sends it again, at once and unchanged. */
  replay: (row: CaptureSummary) => void;
  /** Opens it in the Send window; where it may only be replayed, to choose a destination. */
  edit: (row: CaptureSummary) => void;
  /** Opens another capture. */
  choose: (seq: number) => void;
};

export const CaptureActionsContext = createContext<CaptureActions>({
  pin: () => {},
  remove: () => {},
  note: () => {},
  compare: () => {},
  types: () => {},
  replay: () => {},
  edit: () => {},
  choose: () => {},
});

export function useCaptureActions(): CaptureActions {
  return useContext(CaptureActionsContext);
}

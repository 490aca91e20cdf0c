import type { FaultKind } from './capture.ts';

/** The response of `POST …/reply/try`: how the bin would respond to a stored capture. */
export type TestResult = {
  capture: number;
  why: string;
  chosenBy: { by: string; name?: string } | null;
  /** In their order; `matches` is also set for disabled rules. */
  rules: {
    id: string;
    name: string;
    enabled: boolean;
    matches: boolean;
    words: { text: string; holds: boolean }[];
  }[];
  reply: {
    status: number;
    headers: [string, string][];
    body: { size: number; text: string | null; base64: string | null };
    delayMs: number;
    fault: { kind: FaultKind } | null;
    hold: { deadlineMs: number } | null;
    /** The step of a playbook, in words. */
    step: string | null;
    error: string | null;
  };
};

import { afterEach, beforeEach } from 'vitest';

/** The console methods: unexpected output fails the test that caused it, unless it calls `expectConsole`. */
const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
let output: string[] = [];
let expected: RegExp[] = [];

/** Declares that the running test expects console output matching `pattern`. */
export function expectConsole(pattern: RegExp): void {
  expected.push(pattern);
}

beforeEach(() => {
  output = [];
  expected = [];
  for (const level of levels) {
    console[level] = (...words: unknown[]) => {
      output.push(`console.${level}: ${words.map(String).join(' ')}`);
    };
  }
});

afterEach(() => {
  const surprises = output.filter((line) => !expected.some((pattern) => pattern.test(line)));
  if (surprises.length > 0) throw new Error(`Unexpected console output:\n${surprises.join('\n')}`);
});

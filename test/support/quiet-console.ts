import { afterEach, beforeEach } from 'vitest';

/** Unexpected console output fails the test that caused it; a test that expects some takes it with `expectConsole`. */
const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
let said: string[] = [];
let expected: RegExp[] = [];

/** Says that the running test expects console output matching `pattern`. */
export function expectConsole(pattern: RegExp): void {
  expected.push(pattern);
}

beforeEach(() => {
  said = [];
  expected = [];
  for (const level of levels) {
    console[level] = (...words: unknown[]) => {
      said.push(`console.${level}: ${words.map(String).join(' ')}`);
    };
  }
});

afterEach(() => {
  const surprises = said.filter((line) => !expected.some((pattern) => pattern.test(line)));
  if (surprises.length > 0) throw new Error(`Unexpected console output:\n${surprises.join('\n')}`);
});

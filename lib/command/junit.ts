/** One test case of a JUnit report. */
type Case = {
  readonly suite: string;
  readonly name: string;
  readonly seconds: number;
  readonly failure: { readonly message: string; readonly details: string } | null;
};

/** A JUnit report with one test case, as CI systems read it. */
export function junitReport({ suite, name, seconds, failure }: Case): string {
  const time = seconds.toFixed(3);
  const open = `<testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${time}"`;
  const testCase =
    failure === null
      ? `${open}/>`
      : `${open}>\n    <failure message="${escaped(failure.message)}">${escaped(failure.details)}</failure>\n  </testcase>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="${escaped(suite)}" tests="1" failures="${failure === null ? 0 : 1}" errors="0" time="${time}">
  ${testCase}
</testsuite>
`;
}

/** Text of XML 1.0, without the characters that it cannot contain. */
function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character]!);
}

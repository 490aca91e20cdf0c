import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * A reporter of vitest that writes failures to the file named by `WIREBIN_FAILURES`, as a JSON list: tests, files that
 * cannot be loaded, and errors outside of any test. Each has a name, `file › group › test`, and the lines of its error.
 */
export default class FailureReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const failures = modules.flatMap((module) => {
      const file = module.relativeModuleId.replace(/^test\//, '');
      const failure = (name, errors) => ({ name, lines: errors.flatMap(linesOf) });
      const tests = [...module.children.allTests('failed')].map((test) =>
        failure(`${file} › ${test.fullName.replaceAll(' > ', ' › ')}`, test.result().errors ?? []),
      );
      const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
      const groups = suites.map((suite) => failure(`${file} › ${suite.fullName}`, suite.errors()));
      return [...(module.errors().length > 0 ? [failure(file, module.errors())] : []), ...groups, ...tests];
    });
    for (const error of unhandledErrors)
      failures.push({ name: 'outside of any test', lines: linesOf(error) });
    writeFileSync(process.env.WIREBIN_FAILURES, JSON.stringify(failures));
  }
}

/** The message, the expected and received values, and the place in a test. */
function linesOf({ message = '', diff = '', stacks = [] }) {
  const place = stacks.find(({ file }) => file.includes('/test/')) ?? stacks[0];
  const where = place ? [`at ${path.relative('.', place.file)}:${place.line}`] : [];
  const words = stripVTControlCharacters(`${message}\n${diff}`);
  return [...words.split('\n').filter((line) => line.trim() !== ''), ...where];
}

// Not the package's index, which reads files too and asks for `fs`.
import { InputData, jsonInputForTargetLanguage } from 'quicktype-core/dist/esm/input/Inputs.js';
import { quicktype } from 'quicktype-core/dist/esm/Run.js';
import type { TypesWanted } from './type-targets.ts';

/** Makes types off the page's own thread, and keeps a megabyte of generator out of it. */
addEventListener('message', async ({ data }: MessageEvent<TypesWanted>) => {
  try {
    postMessage({ text: await typesOf(data) });
  } catch (error) {
    postMessage({ trouble: (error as Error).message });
  }
});

async function typesOf({ name, target, samples }: TypesWanted): Promise<string> {
  const input = jsonInputForTargetLanguage(target);
  await input.addSource({ name, samples: [...samples] });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines } = await quicktype({
    inputData,
    lang: target,
    // A type says what JSON has: a time is a string there. A schema may say that it is one.
    inferDateTimes: target !== 'typescript',
    checkProvenance: false,
    rendererOptions: target === 'typescript' ? { 'just-types': true } : {},
  });
  return `${lines.join('\n').trim()}\n`;
}

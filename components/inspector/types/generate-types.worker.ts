// Not the package's index, which imports `fs`.
import { InputData, jsonInputForTargetLanguage } from 'quicktype-core/dist/esm/input/Inputs.js';
import { quicktype } from 'quicktype-core/dist/esm/Run.js';
import type { TypesInput } from './type-formats.ts';

/** Generates types in a worker, which keeps the generator of one megabyte out of the page. */
addEventListener('message', async ({ data }: MessageEvent<TypesInput>) => {
  try {
    postMessage({ text: await typesOf(data) });
  } catch (error) {
    postMessage({ trouble: (error as Error).message });
  }
});

async function typesOf({ name, format, samples }: TypesInput): Promise<string> {
  const input = jsonInputForTargetLanguage(format);
  await input.addSource({ name, samples: [...samples] });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines } = await quicktype({
    inputData,
    lang: format,
    // In JSON a time is a string, and so in TypeScript. The other formats can say that it is a time.
    inferDateTimes: format !== 'typescript',
    checkProvenance: false,
    rendererOptions: format === 'typescript' ? { 'just-types': true } : {},
  });
  return `${lines.join('\n').trim()}\n`;
}

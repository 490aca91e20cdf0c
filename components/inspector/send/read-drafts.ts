import '#components/ui/zod-without-eval.ts';

export { readDrafts } from '#lib/drafts/index.ts';

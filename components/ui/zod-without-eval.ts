import { config } from 'zod';

// Before any shape is made: zod would write code for them, which the pages' policy refuses (`script-src` without eval).
config({ jitless: true });

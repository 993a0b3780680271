import { z } from 'zod';

/** What the schemas of a report are made of. */
export const count = z.int().min(0);
export const text = z.string();
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('Decimal text, exact.');
/** Of a balance, as text. */
export const units = z.string().regex(/^-?\d+$/);
export const grade = z.string().nullable().describe('A grade of the ladder; null is none.');
export const share = z.number().min(0).max(1);
/** In thousandths of a bit. */
export const weight = z.int();

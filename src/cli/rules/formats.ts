/** As what a comparison can be written. */
export const FORMATS = ['html', 'json'] as const;

export type Format = (typeof FORMATS)[number];

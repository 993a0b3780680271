/** The colours of one appearance. Text on each of its grounds has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
export interface Palette {
  readonly ground: string;
  readonly raised: string;
  readonly line: string;
  /** Stretches of a chart that need no attention. */
  readonly calm: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly goodGround: string;
  readonly warnGround: string;
  readonly badGround: string;
  readonly calmGround: string;
  /** From few to many; a cell without members has no colour. */
  readonly heat: readonly string[];
  /** The ink on each step of `heat`. */
  readonly heatInk: readonly string[];
}

export const LIGHT: Palette = {
  ground: '#ffffff',
  raised: '#f6f7f9',
  line: '#dde1e6',
  calm: '#aab3bd',
  ink: '#1b2129',
  quiet: '#56606c',
  accent: '#1f5c99',
  good: '#17693f',
  warn: '#7d5200',
  bad: '#a62a21',
  goodGround: '#eef7f1',
  warnGround: '#fdf5e4',
  badGround: '#fdf0ee',
  calmGround: '#eff4f9',
  heat: ['#eef4fa', '#dde9f5', '#c3d9ed', '#a3c4e2', '#7ba8d4', '#3a76b0', '#1c4f80'],
  heatInk: ['#1b2129', '#1b2129', '#1b2129', '#1b2129', '#101820', '#ffffff', '#ffffff'],
};

export const DARK: Palette = {
  ground: '#14181d',
  raised: '#1c2128',
  line: '#333b45',
  calm: '#5c6875',
  ink: '#e8ebef',
  quiet: '#a3adb9',
  accent: '#85b9ea',
  good: '#79c99a',
  warn: '#e2b765',
  bad: '#f2938a',
  goodGround: '#16271e',
  warnGround: '#2a2213',
  badGround: '#2e1b19',
  calmGround: '#182430',
  heat: ['#1b2530', '#1e3043', '#223d58', '#284d72', '#35679a', '#7fb0dc', '#bcd8f1'],
  heatInk: ['#e8ebef', '#e8ebef', '#e8ebef', '#f2f5f8', '#ffffff', '#0d1319', '#0d1319'],
};

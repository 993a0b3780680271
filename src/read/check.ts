import type { Source } from '../config/config.js';

export async function checkHeaders(_source: Source, _workDirectory: string): Promise<void> {}

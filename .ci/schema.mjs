// Writes docs/schema from the schemas that read the files: npm run schema
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedSchemas } from '../dist/src/json-schema/published.js';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs', 'schema');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(join(folder, name), text);

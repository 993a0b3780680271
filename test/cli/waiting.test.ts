import { DatabaseSync } from 'node:sqlite';

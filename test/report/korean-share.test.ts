import { expect, test } from 'vitest';
import { messagesIn } from '../../src/report/messages.js';

test('a share beside its count names the whole first in Korean, as every other sentence does', () => {
  expect(messagesIn('ko').percentOf({ part: 6, of: 399 })).toBe('399 중 1.50%');
  expect(messagesIn('ko').share({ part: 6, of: 399 })).toBe('399 중 6 (1.50%)');
});

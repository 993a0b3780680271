import { cafe24 } from './source-presets/cafe24.js';
import { loylap } from './source-presets/loylap.js';
import { magento } from './source-presets/magento.js';
import type { SourcePreset } from './source-presets/preset.js';
import { prestashop } from './source-presets/prestashop.js';
import { shopify } from './source-presets/shopify.js';
import { square } from './source-presets/square.js';
import { woocommerce } from './source-presets/woocommerce.js';

/** All of them, by name. */
export const SOURCE_PRESETS: readonly SourcePreset[] = [
  cafe24,
  loylap,
  magento,
  prestashop,
  shopify,
  square,
  woocommerce,
];

export function sourcePreset(name: string): SourcePreset | undefined {
  return SOURCE_PRESETS.find((preset) => preset.name === name);
}

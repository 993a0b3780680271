import type { Field } from '../config/fields.js';

/** The channels that members agree to be written to. */
export const CONSENTS = [
  'consent_sms',
  'consent_email',
  'consent_push',
  'consent_post',
  'consent_night',
] as const satisfies readonly Field[];

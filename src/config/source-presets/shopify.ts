import type { SourcePreset } from './preset.js';

export const shopify: SourcePreset = {
  name: 'shopify',
  title: 'Shopify, customers exported as CSV from the admin',
  origin: [
    {
      at: 'https://ascendfs.zendesk.com/hc/en-us/articles/26465992706843-Importing-a-Customer-List-via-CSV-File',
      what: 'a table of the customer CSV of Shopify, repeated by somebody who imports it: column names, and yes and no in the consents',
      seen: '2026-11-22',
    },
    {
      at: 'https://excelify.io/shopify-excel-import-export-detailed-documentation/customers/',
      what: "an exporter's page: phones may begin with an apostrophe, so that a spreadsheet shows their plus",
      seen: '2026-11-22',
    },
    {
      at: 'public repositories that read this export, found by the text "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company"',
      what: 'the header in full, and that Customer ID, phones and postal codes begin with an apostrophe',
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the header, and yes and no in the consents. The apostrophe is not in every file; without it nothing changes.',
    'An export has no grade. Where tags hold one, `extra.tags` and rules by tag give it: docs/source-presets.md.',
    'The template for imports, and files made by it, say Company, Address1, City, Province Code, Country Code and Zip without Default Address, and have no Customer ID.',
    'Not read: Note, Tax Exempt, Default Address Company, Default Address Country Code, and columns of metafields.',
  ],
  source: {
    text_mark: "'",
    columns: {
      member_id: 'Customer ID',
      name: { join: ['First Name', 'Last Name'] },
      email: 'Email',
      phone: { first: ['Phone', 'Default Address Phone'] },
      address: {
        join: [
          'Default Address Address1',
          'Default Address Address2',
          'Default Address City',
          'Default Address Province Code',
        ],
      },
      postal_code: 'Default Address Zip',
      spend: 'Total Spent',
      orders: 'Total Orders',
      consent_email: 'Accepts Email Marketing',
      consent_sms: 'Accepts SMS Marketing',
    },
    extra: { tags: 'Tags' },
    values: {
      consent_email: { yes: true, no: false },
      consent_sms: { yes: true, no: false },
    },
  },
};

import type { SourcePreset } from './preset.js';

export const prestashop: SourcePreset = {
  name: 'prestashop',
  title: 'PrestaShop, Customers > Export (customer_DATE_TIME.csv)',
  origin: [
    {
      at: 'https://github.com/PrestaShop/PrestaShop, src/PrestaShopBundle/Controller/Admin/Sell/Customer/CustomerController.php, exportAction',
      what: 'the code that writes it: the columns, their order, and empty for what the list shows as --',
      seen: '2026-11-22',
    },
    {
      at: 'https://github.com/PrestaShop/PrestaShop, src/PrestaShopBundle/Component/CsvResponse.php and src/Core/Grid/Data/Factory/CustomerGridDataFactoryDecorator.php',
      what: 'semicolons, UTF-8 without a mark, and Sales as a price in the spelling of the shop',
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the header of an English back office. In another language the headers are translated.',
    'Group came late: for a shop without it write `grade: none`.',
    'Not certain: the titles of a shop under Social title. Mr. and Mrs. are read; another title is emptied and counted until `values` names it.',
    'Sales is written as the shop shows prices: where that is 1.234,56 €, write `decimal: ","`. Thousands apart by a space (1 234,56 €) are not read.',
    'Enabled 0 is an account that was switched off: it is read as dormant.',
    'Not read: Company, Partner offers.',
  ],
  source: {
    columns: {
      member_id: 'ID',
      name: { join: ['First name', 'Last name'] },
      email: 'Email address',
      gender: 'Social title',
      grade: 'Group',
      spend: 'Sales',
      status: 'Enabled',
      joined_at: 'Registration',
      last_activity_at: 'Last visit',
      consent_email: 'Newsletter',
    },
    values: {
      gender: { 'Mr.': 'male', 'Mrs.': 'female' },
      status: { 1: 'active', 0: 'dormant' },
      consent_email: { 1: true, 0: false },
    },
  },
};

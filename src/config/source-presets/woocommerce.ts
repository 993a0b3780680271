import type { SourcePreset } from './preset.js';

export const woocommerce: SourcePreset = {
  name: 'woocommerce',
  title: 'WooCommerce, Analytics > Customers > Download',
  origin: [
    {
      at: 'https://github.com/woocommerce/woocommerce, plugins/woocommerce/src/Admin/API/Reports/Customers/Controller.php, get_export_columns and prepare_item_for_export',
      what: 'the code that writes it: the columns and their order',
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the header of an English shop. In another language the headers are translated.',
    'Billing Phone, Shipping Phone and Role came late: for an older shop write `phone: none`.',
    'Guests have no user name: the member id is made of user name and e-mail. A guest who registers is another row, united by the e-mail.',
    'An export has no grade: grades come from bands over spend or orders.',
    'An export has no street: City, Region and Country / Region are no address and not read, nor are AOV and Role.',
  ],
  source: {
    columns: {
      member_id: { from: ['Username', 'Email'] },
      name: 'Name',
      email: 'Email',
      phone: { first: ['Billing Phone', 'Shipping Phone'] },
      postal_code: 'Postal Code',
      spend: 'Total Spend',
      orders: 'Orders',
      joined_at: 'Sign Up',
      last_activity_at: 'Last Active',
    },
    extra: { username: 'Username' },
  },
};

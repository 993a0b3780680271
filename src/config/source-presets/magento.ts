import type { SourcePreset } from './preset.js';

export const magento: SourcePreset = {
  name: 'magento',
  title: 'Adobe Commerce and Magento Open Source 2, System > Export, Customers Main File',
  origin: [
    {
      at: 'https://experienceleague.adobe.com/docs/commerce-admin/systems/data-transfer/data-attributes-customer.html',
      what: "Adobe's reference of the columns of the customers main file",
      seen: '2026-11-22',
    },
    {
      at: 'https://github.com/magento/magento2, app/code/Magento/CustomerImportExport/Model/Export/Customer.php and app/code/Magento/ImportExport/Model/Export/Entity/AbstractEav.php',
      what: 'the code that writes it: group_id, website_id and store_id as numbers, every other list by its label',
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the header, and that the grade is the number of a customer group. Rules map it: `map: { online: { "1": Bronze, "4": Gold } }`.',
    'The main file has no customer number and no phone: an account is an e-mail on a website, and both make the member id. Who changes the e-mail is another row.',
    'Not certain: the labels of gender in a shop. Male and Female are read; another, such as Not Specified, is emptied and counted.',
    'Phones and addresses are in a second export, Customer Addresses, with one row an address; it is not read.',
    'Not read: confirmation, created_in, disable_auto_group_change, middlename, prefix, suffix, taxvat, store_id, website_id, and every column of passwords and tokens.',
  ],
  source: {
    columns: {
      member_id: { from: ['email', '_website'] },
      name: { join: ['firstname', 'lastname'] },
      email: 'email',
      birth_date: 'dob',
      gender: 'gender',
      grade: 'group_id',
      joined_at: 'created_at',
      store: '_store',
    },
    extra: { website: '_website' },
    values: { gender: { Male: 'male', Female: 'female' } },
  },
};

import type { SourcePreset } from './preset.js';

export const loylap: SourcePreset = {
  name: 'loylap',
  title: 'LoyLap, stamps and balances of tills, Customers > Export',
  origin: [
    {
      at: 'https://support.loylap.com/understanding-your-customers-export',
      what: "LoyLap's help: every column of the export, A to S, with its meaning; 1 is active and 0 disabled",
      seen: '2026-11-22',
    },
  ],
  notes: [
    'Certain: the columns and the two values of Status; 0, disabled, is read as dormant. Not certain: the spelling of an empty value.',
    'Not certain: the format of dates (YYYY-MM-DD with or without a time is read; write `formats` for another) and the words of Gender (male, female, M, F are read).',
    'Role_Name is the role of an account, where a business uses roles: it is read as the grade.',
    'Account_Number may hold several card numbers in one cell: it is `extra.account_numbers`, not a card number.',
    'Not read: First Name and Last Name beside Name, Nickname, Card_Brand, Expiry_Date.',
  ],
  source: {
    columns: {
      member_id: 'ID',
      name: 'Name',
      email: 'Email',
      phone: 'Phone_Number',
      birth_date: 'Date_Birth',
      gender: 'Gender',
      card_no: 'Username',
      grade: 'Role_Name',
      stamps: 'Stamp_Balance',
      cashback: 'Cash_Balance',
      joined_at: 'Date_Add',
      updated_at: 'Date_Edit',
      status: 'Status',
    },
    extra: { account_numbers: 'Account_Number' },
    values: { status: { 1: 'active', 0: 'dormant' } },
  },
};

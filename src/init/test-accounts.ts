/** What test accounts are called; never what a person can be called. */
export function testTexts(
  fields: readonly string[],
): readonly { readonly field: string; readonly pattern: string }[] {
  const known = [
    { field: 'name', pattern: '%테스트%' },
    { field: 'name', pattern: 'test %' },
    { field: 'member_id', pattern: 'TEST%' },
  ];
  return known.filter(({ field }) => fields.includes(field));
}

/** The kind of a field decides how its text is read, what counts as a bad value, and how it is compared. */
export type FieldKind =
  | 'key'
  | 'name'
  | 'phone'
  | 'email'
  | 'date'
  | 'gender'
  | 'identifier'
  | 'card'
  | 'label'
  | 'status'
  | 'order_status'
  | 'text'
  | 'amount'
  | 'flag';

import { name, type Sql, sql } from './sql.js';

/** A column as the target stores it and files show it: days and moments as ISO text, a midnight as its day, decimals as text. */
export function asText(
  column: { readonly name: string; readonly type: string },
  value: Sql = name(column.name),
): Sql {
  if (column.type === 'DATE') return sql`cast(${value} as varchar)`;
  if (column.type === 'TIMESTAMP') {
    return sql`case when ${value} = date_trunc('day', ${value}) then cast(cast(${value} as date) as varchar)
      else cast(${value} as varchar) end`;
  }
  if (column.type.startsWith('DECIMAL')) return plainDecimal(value);
  return value;
}

/** A decimal without the zeros behind its point. */
export function plainDecimal(value: Sql): Sql {
  return sql`case when ${value} = trunc(${value}) then cast(cast(${value} as hugeint) as varchar)
    else rtrim(cast(${value} as varchar), '0') end`;
}

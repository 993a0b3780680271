import { Failure } from '../../failure.js';

/** Whether a file is a page with a table: many admin tools call such a page .xls, and Excel opens it. */
export function isPage(path: string, head: Buffer): boolean {
  const text = head.subarray(0, 1024).toString('latin1').replaceAll('\0', '');
  const start = text.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart();
  if (/^<\?xml[^>]*>\s*(<\?[^>]*>\s*)*<([a-z]+:)?Workbook\b/i.test(start))
    throw refused(path, 'an XML spreadsheet');
  if (/^MIME-Version:/i.test(start)) throw refused(path, 'a web archive (.mht)');
  return /^(<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+html|html|head|meta|style|body|div|table)\b/is.test(
    start,
  );
}

function refused(path: string, what: string): Failure {
  return new Failure(
    'input',
    `${path}: is ${what}, whatever its name says`,
    'open it in Excel and save it as .xlsx or as CSV (UTF-8)',
  );
}

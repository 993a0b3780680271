/** Why a file cannot be read, as the rest of a sentence that begins with its path. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'there is no permission to read it';
  return `cannot be read (${code ?? 'unknown error'})`;
}

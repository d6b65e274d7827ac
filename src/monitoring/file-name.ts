/** A name that no file system takes for anything but a name, and no shell for more than one word. */
export function fileSafe(name: string): string {
  const safe = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 100);
  return safe === '' ? 'token' : safe;
}

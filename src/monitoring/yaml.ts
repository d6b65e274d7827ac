/** YAML of plain objects, lists, strings and numbers. */
export function yaml(value: object, indent = ''): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return value.map((each) => `${indent}- ${nested(each, deeper).trimStart()}`).join('');
  }
  return Object.entries(value)
    .map(([key, each]) => `${indent}${scalar(key)}:${isBranch(each) ? '\n' : ' '}${nested(each, deeper)}`)
    .join('');
}

function nested(value: unknown, indent: string): string {
  if (isBranch(value)) return yaml(value, indent);
  if (Array.isArray(value)) return '[]\n';
  return typeof value === 'object' ? '{}\n' : `${scalar(value)}\n`;
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && Object.keys(value!).length > 0;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  if (/^[A-Za-z_][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value)) {
    return value;
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(value)) return JSON.stringify(value);
  return `'${value.replaceAll("'", "''")}'`;
}

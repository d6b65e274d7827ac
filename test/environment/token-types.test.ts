import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN_RESOURCE_TYPES, tokenType } from '../../src/environment/token-types';

const DOCS = join(__dirname, '..', '..', 'provider', 'docs', 'resources');

test.each(TOKEN_RESOURCE_TYPES)(
  'the secrets of %s are what the provider’s schema marks as sensitive',
  (type) => {
    const docs = readFileSync(join(DOCS, `${type}.md`), 'utf8');
    const marked = [...docs.matchAll(/^- `(\w+)` \([^)]*Sensitive\)/gm)].map(([, name]) => name);
    // It is marked as pyvider's own provider has it, and tells nothing.
    expect(marked.filter((name) => name !== 'expires_at').sort()).toEqual(
      [...tokenType(type)!.secrets].sort(),
    );
    const { name, expiry } = tokenType(type)!;
    for (const attribute of [name, ...(expiry ? [expiry] : [])]) {
      expect(docs).toContain(`- \`${attribute}\` (`);
    }
  },
);

test('what makes no tokens is none', () => {
  expect(tokenType('pyvider_file_content')).toBeUndefined();
  expect(tokenType('toString')).toBeUndefined();
});

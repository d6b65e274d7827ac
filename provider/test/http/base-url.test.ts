import fc from 'fast-check';
import { baseUrlProblem, isBaseUrl } from '../../src/http';

test.each([
  'https://api.linode.com',
  'https://example.com:8443/api/',
  'http://localhost',
  'http://localhost:8080/gateway',
  'http://emulator.localhost:8080',
  'http://127.0.0.1:1',
  'http://127.1.2.3',
  'http://127.1',
  'http://[::1]:80',
])('%s is taken', (url) => {
  expect(baseUrlProblem(url)).toBeUndefined();
});

test.each([
  ['http://api.linode.com', /would send the credential unencrypted\. Give https/],
  ['http://10.0.0.1', /unencrypted/],
  ['http://127.0.0.1.example.com', /unencrypted/],
  ['http://localhost.example.com', /unencrypted/],
  ['http://[::2]', /unencrypted/],
  ['http://0.0.0.0', /unencrypted/],
  ['ftp://example.com', /no https:\/\/ URL/],
  ['file:///etc/passwd', /no https:\/\/ URL/],
  ['api.linode.com', /is no URL\. Give scheme and host/],
  ['', /is no URL/],
  ['https://example.com?x=1', /"\?" or "#"/],
  ['https://example.com#x', /"\?" or "#"/],
])('%s is refused', (url, problem) => {
  expect(baseUrlProblem(url)).toMatch(problem);
  const findings: string[] = [];
  isBaseUrl(url, (summary, detail) => findings.push(summary, detail));
  expect(findings).toEqual(['Invalid service URL', expect.stringMatching(problem)]);
});

test('a credential in a URL is refused, and not repeated', () => {
  for (const url of ['https://user:s3cret@example.com', 'http://s3cret@example.com?s3cret']) {
    expect(baseUrlProblem(url)).toMatch(/user or password/);
    expect(baseUrlProblem(url)).not.toContain('s3cret');
  }
});

test('whatever is taken over http:// is on this machine', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['http'] }), (url) => {
      const { hostname } = new URL(url);
      fc.pre(!hostname.endsWith('localhost'));
      expect(baseUrlProblem(url)).toBeDefined();
    }),
  );
});

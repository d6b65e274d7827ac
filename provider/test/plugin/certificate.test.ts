import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSignedCertificate } from '../../src/plugin/certificate';

const NOW = new Date('2026-03-01T12:00:00.500Z');

describe('the certificate', () => {
  test('is what Node takes for a self-signed authority of localhost', () => {
    const { der, key, pem } = selfSignedCertificate(NOW);
    const certificate = new X509Certificate(pem);
    expect(certificate.raw.equals(der)).toBe(true);
    expect(certificate).toMatchObject({
      subject: 'CN=localhost',
      issuer: 'CN=localhost',
      subjectAltName: 'DNS:localhost',
      ca: true,
      keyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
      validFrom: 'Feb 28 12:00:00 2026 GMT',
      validTo: 'Mar  1 12:00:00 2027 GMT',
    });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  test('is another one each time', () => {
    const serials = Array.from(
      { length: 50 },
      () => new X509Certificate(selfSignedCertificate(NOW).der).serialNumber,
    );
    expect(new Set(serials).size).toBe(50);
    // 16 bytes, never with the sign bit, never shortened by a leading zero.
    expect(serials.filter((serial) => !/^[4-7][0-9A-F]{31}$/.test(serial))).toEqual([]);
  });

  test.each([
    ['2048-12-31T00:00:00Z', 'Dec 31 00:00:00 2049 GMT'],
    ['2049-06-01T00:00:00Z', 'Jun  1 00:00:00 2050 GMT'],
  ])('made at %s is good until %s, on both sides of the year that changes the notation', (now, until) => {
    expect(new X509Certificate(selfSignedCertificate(new Date(now)).der).validTo).toBe(until);
  });

  test('is read by OpenSSL as it is meant, every bit of it', () => {
    const directory = mkdtempSync(join(tmpdir(), 'certificate-'));
    try {
      const file = join(directory, 'c.pem');
      writeFileSync(file, selfSignedCertificate(NOW).pem);
      const text = openssl('x509', '-in', file, '-noout', '-text');
      expect(text).toContain('Version: 3 (0x2)');
      expect(text).toContain('Signature Algorithm: ecdsa-with-SHA256');
      expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:TRUE\n/);
      expect(text).toMatch(
        /X509v3 Key Usage: critical\s+Digital Signature, Key Encipherment, Key Agreement, Certificate Sign\n/,
      );
      expect(text).toMatch(
        /X509v3 Extended Key Usage: \s+TLS Web Server Authentication, TLS Web Client Authentication\n/,
      );
      expect(text).toMatch(/X509v3 Subject Alternative Name: \s+DNS:localhost\n/);
      const when = String(NOW.getTime() / 1000).split('.')[0];
      expect(openssl('verify', '-x509_strict', '-attime', when, '-CAfile', file, file)).toContain('OK');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

function openssl(...args: string[]): string {
  try {
    return execFileSync('openssl', args, { encoding: 'utf8' });
  } catch (error) {
    const { code, stdout, stderr } = error as NodeJS.ErrnoException & { stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error('this test needs the openssl command on PATH: install OpenSSL');
    throw new Error(`openssl ${args.join(' ')}: ${stdout ?? ''}${stderr ?? ''}`);
  }
}

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and the certificate that it signed itself. */
export interface Certificate {
  /** PKCS #8, PEM. */
  readonly key: string;
  readonly pem: string;
  readonly der: Buffer;
}

const DAY = 86_400_000;

/**
 * Makes the certificate that go-plugin's client is to trust, and nobody else: P-256, for the server name
 * `localhost`, good for a year, its own authority as go-plugin's is.
 *
 * Written out here because a library would take three times as long to load as all the rest of the start.
 */
export function selfSignedCertificate(now: Date): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8('localhost'))));
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    name, // issuer
    sequence(time(now.getTime() - DAY), time(now.getTime() + 365 * DAY)),
    name, // subject
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...EXTENSIONS)),
  );
  const der = sequence(body, ECDSA_WITH_SHA256, bits(0, sign('sha256', body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), pem: pem(der), der };
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function serialNumber(): Buffer {
  const serial = randomBytes(16);
  // Neither negative nor with a leading zero: DER has one form for a number.
  serial[0] = (serial[0] % 0x40) + 0x40;
  return serial;
}

// DER: a tag, a length, a value (ITU-T X.690); the structure is that of RFC 5280.

function element(tag: number, ...values: Buffer[]): Buffer {
  const value = Buffer.concat(values);
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), value]);
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), value]);
  return Buffer.concat([Buffer.from([tag, 0x82, Math.floor(length / 0x100), length % 0x100]), value]);
}

function sequence(...values: Buffer[]): Buffer {
  return element(0x30, ...values);
}

function set(...values: Buffer[]): Buffer {
  return element(0x31, ...values);
}

function integer(value: Buffer): Buffer {
  return element(0x02, value);
}

function octets(value: Buffer): Buffer {
  return element(0x04, value);
}

function bits(unused: number, value: Buffer): Buffer {
  return element(0x03, Buffer.from([unused]), value);
}

function tagged(number: number, value: Buffer): Buffer {
  return element(0xa0 + number, value);
}

function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text, 'utf8'));
}

function boolean(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0]));
}

function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const septets = [arc % 0x80];
    for (let left = Math.floor(arc / 0x80); left > 0; left = Math.floor(left / 0x80)) {
      septets.unshift(0x80 + (left % 0x80));
    }
    bytes.push(...septets);
  }
  return element(0x06, Buffer.from(bytes));
}

/** RFC 5280, 4.1.2.5: two digits of the year until 2049, four from 2050. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+/g, '');
  return digits < '2050' ? element(0x17, Buffer.from(digits.slice(2))) : element(0x18, Buffer.from(digits));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

const EXTENSIONS = [
  // Basic constraints: an authority, which go-plugin's client needs in order to take it as its only root.
  extension('2.5.29.19', true, sequence(boolean(true))),
  // Key usage: digital signature (bit 0), key encipherment (2), key agreement (4), certificate signing (5).
  extension('2.5.29.15', true, bits(2, Buffer.from([0b10101100]))),
  // Extended key usage: server and client authentication.
  extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))),
  // Subject alternative name: a DNS name, context tag 2.
  extension('2.5.29.17', false, sequence(element(0x82, Buffer.from('localhost')))),
];

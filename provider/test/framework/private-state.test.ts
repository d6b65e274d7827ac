import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { decode, encode } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { PrivateState, PrivateStateCodec } from '../../src/framework';

// MessagePack has no minus zero of its own: it comes back as zero.
const double = fc.double({ noNaN: true }).map((number) => number + 0);
const privateState = fc.dictionary(
  fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
  fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean(), double),
  { noNullPrototype: true },
) as fc.Arbitrary<PrivateState>;
const secret = fc.string({ unit: 'grapheme', minLength: 1 });

const STATE = { secret_token: 'SECRET_FOR_X', tries: 3, given: true };

describe('round trip', () => {
  test('sealed, and in the clear, what comes out is what went in', () => {
    fc.assert(
      fc.property(privateState, fc.array(secret, { maxLength: 3 }), (state, secrets) => {
        const codec = new PrivateStateCodec(secrets);
        expect(codec.decode(codec.encode(state))).toEqual(state);
      }),
    );
  });

  test('nothing stays nothing', () => {
    expect(new PrivateStateCodec(['secret']).encode({})).toHaveLength(0);
    expect(new PrivateStateCodec(['secret']).decode(new Uint8Array())).toEqual({});
  });

  test('what has no value is left out', () => {
    const codec = new PrivateStateCodec();
    expect(codec.decode(codec.encode({ kept: 1, gone: undefined as never }))).toEqual({ kept: 1 });
  });

  test('two seals of the same differ throughout, and hold nothing in the clear', () => {
    const codec = new PrivateStateCodec(['secret']);
    const [a, b] = [codec.encode(STATE), codec.encode(STATE)];
    expect(a.subarray(1, 29)).not.toEqual(b.subarray(1, 29));
    expect(a.subarray(29)).not.toEqual(b.subarray(29));
    expect(Buffer.from(a).includes('SECRET_FOR')).toBe(false);
  });
});

test.each(['null', '{"schema_version":"1"}', '{"e2bfb730-ecaa-11e6-8f88-34363bc7c4c0":{"create":1}}'])(
  'what another provider has left with a resource, %s, is nothing',
  (json) => {
    expect(new PrivateStateCodec(['secret']).decode(Buffer.from(json))).toEqual({});
  },
);

describe('pyvider’s layout, version 1', () => {
  const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
  const nonce = Buffer.from('101112131415161718191a1b', 'hex');
  const key = Buffer.from(hkdfSync('sha256', 'shared secret', salt, 'pyvider-private-state-v1', 32));

  test('what pyvider has sealed is opened', () => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const plain = encode({ token: 'token-1', expires_at: '2024-01-15T14:30:00+00:00' });
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    const sealed = Buffer.concat([Buffer.of(1), salt, nonce, ciphertext, cipher.getAuthTag()]);
    expect(new PrivateStateCodec(['shared secret']).decode(sealed)).toEqual({
      token: 'token-1',
      expires_at: '2024-01-15T14:30:00+00:00',
    });
  });

  test('what is sealed here has the version, a salt, a nonce, the ciphertext and a tag', () => {
    const sealed = Buffer.from(new PrivateStateCodec(['shared secret']).encode({ a: 1 }));
    const plain = Buffer.from(encode({ a: 1 }));
    expect(sealed).toHaveLength(1 + 16 + 12 + plain.length + 16);
    expect(sealed[0]).toBe(1);
    const own = Buffer.from(
      hkdfSync('sha256', 'shared secret', sealed.subarray(1, 17), 'pyvider-private-state-v1', 32),
    );
    const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(17, 29));
    decipher.setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([decipher.update(sealed.subarray(29, -16)), decipher.final()]);
    expect(decode(opened)).toEqual({ a: 1 });
  });

  test('a known message of it opens', () => {
    // Made with Python's cryptography package, independently of this code.
    const sealed = Buffer.from(
      '01202122232425262728292a2b2c2d2e2f404142434445464748494a4bdfea1b5b521ee1fb6cc7439d51aa845ceda7' +
        '4d3e313567d9ee2038e4be7f0a6d26b6432bbd5a40f561ec8d09',
      'hex',
    );
    expect(new PrivateStateCodec(['shared secret']).decode(sealed)).toEqual({
      secret_token: 'SECRET_FOR_HI',
    });
  });
});

describe('what can’t be opened', () => {
  const codec = new PrivateStateCodec(['secret']);
  const sealed = codec.encode(STATE);

  test('any byte that was changed is noticed', () => {
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const tampered = Uint8Array.from(sealed);
        tampered[at] ^= bits;
        expect(() => codec.decode(tampered)).toThrow(
          /can't be opened: .* tampered with\. Nothing was changed|not one that this provider has written/,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('so is any that was cut off, and any that was added', () => {
    for (let length = 1; length < sealed.length; length++) {
      expect(() => codec.decode(sealed.subarray(0, length))).toThrow('Nothing was changed');
    }
    expect(() => codec.decode(Uint8Array.of(...sealed, 0))).toThrow('Nothing was changed');
  });

  test('another secret is an error that says so, and names no secret', () => {
    expect(() => new PrivateStateCodec(['wrong-1', 'wrong-2']).decode(sealed)).toThrow(
      /^The private state can't be opened: it was sealed under another secret than the 2 given, or was tampered with\. Nothing was changed\. Give the secret that it was sealed under as well, after the new one\.$/,
    );
  });

  test('no secret is an error that names both ways to give one', () => {
    expect(() => new PrivateStateCodec().decode(sealed)).toThrow(
      /sealed, and no secret is given.*PYVIDER_PRIVATE_STATE_SHARED_SECRET, or private_state_secrets/,
    );
  });

  test('bytes of any kind are refused, or are a private state', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        let state: PrivateState;
        try {
          state = codec.decode(bytes);
        } catch (error) {
          expect((error as Error).message).toContain('Nothing was changed');
          return;
        }
        for (const value of Object.values(state)) {
          expect(['string', 'number', 'boolean']).toContain(typeof value);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([[[]], [null], ['text'], [7], [{ nested: {} }], [{ list: [1] }]])(
    '%j is no private state',
    (value) => {
      expect(() => codec.decode(encode(value))).toThrow('not one that this provider has written');
    },
  );
});

describe('changing secrets', () => {
  test('the first one seals, each of them opens', () => {
    const old = new PrivateStateCodec(['old']);
    const both = new PrivateStateCodec(['new', 'old']);
    const renewed = both.encode(both.decode(old.encode(STATE)));
    expect(new PrivateStateCodec(['new']).decode(renewed)).toEqual(STATE);
    expect(() => old.decode(renewed)).toThrow('sealed under another secret than the 1 given');
  });

  test('what was stored before there was a secret is read', () => {
    expect(new PrivateStateCodec(['secret']).decode(new PrivateStateCodec().encode(STATE))).toEqual(STATE);
  });
});

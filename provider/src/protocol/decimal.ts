// The exponent is bounded so that it can be counted with; Terraform itself writes numbers without one.
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

/**
 * A number that JavaScript's `number` can't hold unharmed, as the decimal text in which it came:
 * `3.14159265358979323846`, 2^53+1, 10^29. The text is handed back to Terraform unchanged.
 */
export class Decimal {
  readonly text: string;

  /** @throws TypeError where the text is no decimal number such as `-1.5` or `1e100`. */
  constructor(text: string | bigint) {
    this.text = String(text);
    if (!DECIMAL.test(this.text)) {
      throw new TypeError('A Decimal must be written as digits, such as -1.5 or 1e100');
    }
  }

  /** The nearest `number`: a view, digits may be lost. */
  toNumber(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }
}

/** The text as a `number` where that prints as the same text again, else as a `Decimal`. */
export function parseNumber(text: string): number | Decimal {
  const asNumber = Number(text);
  return Number.isFinite(asNumber) && String(asNumber) === text ? asNumber : new Decimal(text);
}

/** One text for each numeric value: `1`, `1.0` and `10e-1` are all `1e0`. A `number` counts as it prints. */
export function canonicalNumber(value: number | Decimal): string {
  const { negative, digits, exponent } = partsOf(value);
  return digits === '' ? '0' : `${negative ? '-' : ''}${digits}e${exponent}`;
}

/** Negative where a is the smaller one, positive where b is, else 0. No digit is lost on the way. */
export function compareNumbers(a: number | Decimal, b: number | Decimal): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const [leftSign, rightSign] = [left, right].map(({ negative, digits }) =>
    digits === '' ? 0 : negative ? -1 : 1,
  );
  if (leftSign !== rightSign || leftSign === 0) return leftSign - rightSign;
  const magnitudes = left.digits.length + left.exponent - (right.digits.length + right.exponent);
  // Of one magnitude, and without zeros in front, numbers are in the order of their texts.
  const larger = magnitudes || (left.digits < right.digits ? -1 : left.digits > right.digits ? 1 : 0);
  return larger * leftSign;
}

/** The value as digits without zeros at either end (none for 0), times ten to the exponent. */
function partsOf(value: number | Decimal): { negative: boolean; digits: string; exponent: number } {
  const match = DECIMAL.exec(String(value));
  if (!match) throw new TypeError(`Expected a finite number, got ${String(value)}`);
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  let start = 0;
  let end = digits.length;
  while (start < end && digits[start] === '0') start++;
  while (end > start && digits[end - 1] === '0') end--;
  return {
    negative: sign === '-',
    digits: digits.slice(start, end),
    exponent: Number(exponent) - fraction.length + digits.length - end,
  };
}

export function numbersEqual(a: number | Decimal, b: number | Decimal): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return compareNumbers(a, b) === 0;
}

/** The exact value of a finite double: a `number` where it prints all its digits, else a `Decimal`. */
export function exactNumber(double: number): number | Decimal {
  if (Number.isSafeInteger(double)) return double;
  const exact = new Decimal(expand(double));
  return numbersEqual(double, exact) ? double : exact;
}

/** All decimal digits of a finite double. */
function expand(double: number): string {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(double));
  const exponentBits = Math.floor(bits.getUint16(0) / 16);
  const mantissa = BigInt.asUintN(52, bits.getBigUint64(0)) + (exponentBits === 0 ? 0n : 2n ** 52n);
  const exponent = Math.max(exponentBits, 1) - 1075;
  const sign = double < 0 ? '-' : '';
  if (exponent >= 0) return sign + String(mantissa * 2n ** BigInt(exponent));
  // m / 2^k = m * 5^k / 10^k
  return `${sign}${mantissa * 5n ** BigInt(-exponent)}e${exponent}`;
}

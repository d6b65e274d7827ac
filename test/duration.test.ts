import { TerraformOutput, TerraformVariable } from 'cdktf';
import * as fc from 'fast-check';
import { Duration } from '../src';
import { newStack, synth } from './synth';

describe('Duration', () => {
  test.each([
    [Duration.days(30), '30d'],
    [Duration.hours(36), '1d12h'],
    [Duration.minutes(90), '1h30m'],
    [Duration.seconds(1.5), '1s500ms'],
    [Duration.millis(250), '250ms'],
    [Duration.days(0), '0s'],
    [Duration.hours(-36), '-1d12h'],
    [Duration.days(NaN), 'NaNd'],
    [Duration.parse('fortnight'), 'fortnight'],
  ])('is written in the fewest units: %s', (duration, text) => {
    expect(duration.toString()).toBe(text);
  });

  test.each([
    ['30d', 30 * 86_400_000],
    ['1h30m', 90 * 60_000],
    ['1.5h', 90 * 60_000],
    ['.5s', 500],
    ['+5m', 300_000],
    ['-5m', -300_000],
    ['0', 0],
    ['720h', 30 * 86_400_000],
    ['1ms', 1],
  ])('reads %s', (text, milliseconds) => {
    expect(Duration.parse(text).toMilliseconds()).toBe(milliseconds);
  });

  test.each(['', '-', '5', '1x', 'd', '1h 30m', '--1h', '1h-30m', '1e3s', '∞'])(
    'takes %j for no duration, without throwing',
    (text) => {
      expect(Duration.parse(text).toMilliseconds()).toBeNaN();
    },
  );

  test('what is written is read back as the same', () => {
    const milliseconds = fc.integer({ min: -36_500 * 86_400_000, max: 36_500 * 86_400_000 });
    fc.assert(
      fc.property(milliseconds, (amount) => {
        const written = Duration.millis(amount).toString();
        expect(Duration.parse(written).toMilliseconds()).toBe(amount + 0);
        expect(Duration.parse(written).toString()).toBe(written);
      }),
    );
  });

  test('every text is read, or taken for no duration', () => {
    const nearly = fc.array(fc.constantFrom('1', '0', '.', '-', 'd', 'h', 'm', 's', ' '), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nearly.map((parts) => parts.join('')),
        ),
        (text) => {
          const duration = Duration.parse(text);
          const again = Duration.parse(duration.toString());
          expect(again.toMilliseconds()).toBe(duration.toMilliseconds());
        },
      ),
    );
  });

  test('is converted and calculated with', () => {
    const duration = Duration.days(1).plus(Duration.hours(12)).minus(Duration.minutes(0)).times(2);
    expect(duration.toDays()).toBe(3);
    expect(duration.toHours()).toBe(72);
    expect(duration.toMinutes()).toBe(4_320);
    expect(duration.toSeconds()).toBe(259_200);
  });

  test('may come from a Terraform expression', () => {
    const stack = newStack();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    const text = new TerraformVariable(stack, 'text', { type: 'string' });
    new TerraformOutput(stack, 'a', { value: Duration.days(days.numberValue).toString() });
    new TerraformOutput(stack, 'b', { value: Duration.parse(text.stringValue).toString() });
    expect(synth(stack).output).toEqual({ a: { value: '${var.days}d' }, b: { value: '${var.text}' } });

    const unknown = Duration.parse(text.stringValue);
    expect(unknown.isUnresolved()).toBe(true);
    expect(Duration.days(1).isUnresolved()).toBe(false);
    expect(() => unknown.toDays()).toThrow(/known only when Terraform runs/);
  });
});

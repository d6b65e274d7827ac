import { yaml } from '../../src/monitoring/yaml';

test('plain words as they are, all else between quotes', () => {
  expect(
    yaml({
      word: 'AccessTokenExpired',
      number: 5,
      minutes: '5m',
      truth: 'yes',
      quote: 'it\'s {{ $labels.token }}: "x" # no comment',
      lines: 'one\ntwo\u0085',
      empty: '',
      nothing: [],
      none: {},
      list: ['a', { b: 'c', d: [{ e: 1 }] }],
      'odd key': 1,
    }),
  ).toBe(
    [
      'word: AccessTokenExpired',
      'number: 5',
      "minutes: '5m'",
      "truth: 'yes'",
      `quote: 'it''s {{ $labels.token }}: "x" # no comment'`,
      'lines: "one\\ntwo\u0085"',
      "empty: ''",
      'nothing: []',
      'none: {}',
      'list:',
      '  - a',
      '  - b: c',
      '    d:',
      '      - e: 1',
      "'odd key': 1",
      '',
    ].join('\n'),
  );
});

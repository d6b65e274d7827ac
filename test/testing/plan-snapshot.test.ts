import * as fc from 'fast-check';
import { testing } from '../../src';

const NOW = '2026-01-31T00:00:00Z';

interface Change {
  address: string;
  actions?: string[];
  before?: unknown;
  after?: unknown;
  [other: string]: unknown;
}

function resource({ address, action_reason, deposed, ...change }: Change): object {
  return {
    address,
    action_reason,
    deposed,
    change: { actions: ['create'], before: null, after: {}, ...change },
  };
}

/** What `terraform show -json` prints, as far as it is of use. */
function plan(changes: Change[], outputs: Record<string, object> = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    planned_values: {},
    resource_changes: changes.map(resource),
    output_changes: outputs,
  });
}

function snapshot(changes: Change[], outputs?: Record<string, object>, now = NOW): Record<string, any> {
  return testing.PlanSnapshot.of(plan(changes, outputs), { now }).toJson();
}

function valuesOf(after: unknown, marks: Partial<Change> = {}): unknown {
  return snapshot([{ address: 'a.b', after, ...marks }]).resources['a.b'].values;
}

describe('a plan', () => {
  test('is in order, and says nothing of what stays as it is', () => {
    const { resources, outputs } = snapshot(
      [
        {
          address: 'b.b',
          actions: ['delete', 'create'],
          action_reason: 'replace_by_triggers',
          before: {},
          after: {},
        },
        { address: 'a.a', actions: ['create', 'delete'], before: {}, after: {} },
        { address: 'c.c', actions: ['no-op'], before: { a: 1 }, after: { a: 1 } },
        { address: 'a.a', deposed: '1234abcd', actions: ['delete'], before: { a: 1 }, after: null },
      ],
      { z: { actions: ['no-op'], before: 1, after: 1 }, y: { actions: ['update'], before: [1], after: [2] } },
    );
    expect(Object.entries(resources)).toEqual([
      ['a.a', { action: 'replace', values: {} }],
      ['a.a (deposed)', { action: 'delete', values: { a: 1 } }],
      ['b.b', { action: 'replace', reason: 'replace_by_triggers', values: {} }],
    ]);
    expect(outputs).toEqual({ y: { action: 'update', values: { before: [1], after: [2] } } });
  });

  test('tells of an update what changes', () => {
    const change = {
      address: 'a.b',
      actions: ['update'],
      before: { same: 1, other: 'a', gone: 1, secret: 'one-secret', later: 'x' },
      after: { same: 1, other: 'b', secret: 'another-secret' },
      after_unknown: { later: true },
      before_sensitive: { secret: true },
      after_sensitive: { secret: true },
    };
    expect(snapshot([change]).resources['a.b'].values).toEqual({
      other: { before: 'a', after: 'b' },
      gone: { before: 1, after: null },
      secret: { before: '<sensitive>', after: '<sensitive>' },
      later: { before: 'x', after: '<known after apply>' },
    });
  });

  test('tells instants from now on', () => {
    expect(
      valuesOf({
        now: NOW,
        later: '2026-03-02T12:30:00Z',
        before: '2026-01-30T23:59:59.5Z',
        zone: '2026-01-31T01:00:00+02:00',
        python: '2026-02-01T00:00:00.000000+00:00',
        inText: '{"at":"2026-02-01T00:00:00Z"}',
        milliseconds: Date.parse('2026-02-07T00:00:00Z'),
        // Nothing to do with when it was planned.
        anchor: '1970-01-01T00:00:00Z',
        never: '2999-12-31T00:00:00Z',
        none: '2026-02-30T00:00:00Z',
        number: 1_769_817_600,
      }),
    ).toEqual({
      now: '<now>',
      later: '<now+30d12h30m>',
      before: '<now-500ms>',
      zone: '<now-1h>',
      python: '<now+1d>',
      inText: '{"at":"<now+1d>"}',
      milliseconds: '<now+7d>',
      anchor: '1970-01-01T00:00:00Z',
      never: '2999-12-31T00:00:00Z',
      none: '2026-02-30T00:00:00Z',
      number: 1_769_817_600,
    });
  });

  test('masks what is marked, and the same text where it is not', () => {
    const text = testing.PlanSnapshot.of(
      plan(
        [
          {
            address: 'z.z',
            after: { token: 'canary-1', nested: [{ key: 'canary-2' }] },
            after_sensitive: { token: true, nested: [{ key: true }] },
          },
          {
            address: 'a.a',
            after: { leak: 'it is canary-1', all: { of: ['canary-3'] } },
            after_sensitive: { all: true },
          },
        ],
        {
          leaked: { actions: ['create'], before: null, after: 'canary-2', after_sensitive: false },
          secret: { actions: ['create'], before: null, after: { x: 'canary-4' }, after_sensitive: true },
        },
      ),
      { now: NOW },
    ).toSnapshot();
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toEqual({
      resources: {
        'a.a': { action: 'create', values: { all: '<sensitive>', leak: 'it is <sensitive>' } },
        'z.z': { action: 'create', values: { nested: [{ key: '<sensitive>' }], token: '<sensitive>' } },
      },
      outputs: {
        leaked: { action: 'create', values: '<sensitive>' },
        secret: { action: 'create', values: '<sensitive>' },
      },
    });
  });

  test('takes no instant for a secret, even where one is marked', () => {
    const after = { expiry: '2026-02-01T00:00:00Z', other: '2026-02-01T00:00:00Z' };
    expect(valuesOf(after, { after_sensitive: { expiry: true } })).toEqual({
      expiry: '<sensitive>',
      other: '<now+1d>',
    });
  });

  test('never has a secret, however it is marked', () => {
    const secret = fc.string({
      unit: fc.constantFrom('k', 'Q', '7', '-', '"', '\\'),
      minLength: 8,
      maxLength: 20,
    });
    fc.assert(
      fc.property(secret, fc.constantFrom('whole', 'part', 'list'), (text, how) => {
        const after = { value: how === 'list' ? [text] : { part: text }, leak: `x${text}y` };
        const marks = { whole: { value: true }, part: { value: { part: true } }, list: { value: [true] } }[
          how
        ];
        const result = testing.PlanSnapshot.of(plan([{ address: 'a.b', after, after_sensitive: marks }]), {
          now: NOW,
        });
        expect(result.toJson().resources['a.b'].values.leak).toBe('x<sensitive>y');
        expect(JSON.stringify(result.toJson())).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
    );
  });

  test('numbers ids, the same one the same, but not names', () => {
    const uuid = '6f1c2e0a-8d5b-4b3a-9c7e-0a1b2c3d4e5f';
    const { resources } = snapshot([
      { address: 'b.b', after: { id: 12, other_id: 'abc-12345', text: `about ${uuid}`, slots: 12 } },
      {
        address: 'a.a',
        after: { id: 'deploy', identifier: 'deploy', parent_id: 'abc-12345', list: ['abc-12345'] },
      },
    ]);
    expect(resources['a.a'].values).toEqual({
      id: 'deploy',
      identifier: 'deploy',
      parent_id: '<id 1>',
      list: ['<id 1>'],
    });
    expect(resources['b.b'].values).toEqual({
      id: '<id 2>',
      other_id: '<id 1>',
      text: 'about <id 3>',
      slots: 12,
    });
  });

  test('is held to changes', () => {
    const changes = testing.PlanSnapshot.of(
      plan([{ address: 'a.b[0]', actions: ['update'], before: {}, after: {} }]),
      {
        now: NOW,
      },
    );
    changes.hasChange('a.*', 'update');
    expect(() => changes.hasChange('a.b[0]', 'replace')).toThrow(
      'There is no replace of a.b[0]. Of 1 change, the only one:\n  a.b[0]: update\n    has the action update: expected replace',
    );
    expect(() => changes.hasNoChanges()).toThrow('Expected no changes, but 1 are planned:\n  a.b[0]: update');
    testing.PlanSnapshot.of(plan([]), { now: NOW }).hasNoChanges();
    const output = plan([], { o: { actions: ['create'], before: null, after: 1 } });
    expect(() => testing.PlanSnapshot.of(output, { now: NOW }).hasNoChanges()).toThrow('output o: create');
  });
});

test('the lines of terraform plan -json tell what happens, and what Terraform says', () => {
  const lines = [
    { '@level': 'info', type: 'version' },
    {
      '@level': 'info',
      type: 'planned_change',
      change: { resource: { addr: 'b.b' }, action: 'replace', reason: 'cannot_update' },
    },
    { '@level': 'info', type: 'planned_change', change: { resource: { addr: 'a.a' }, action: 'noop' } },
    { '@level': 'info', type: 'resource_drift', change: { resource: { addr: 'c.c' }, action: 'update' } },
    {
      '@level': 'warn',
      type: 'diagnostic',
      diagnostic: { severity: 'warning', summary: 'Late', detail: 'by 2026-02-01T00:00:00Z', address: 'b.b' },
    },
    {
      '@level': 'info',
      type: 'outputs',
      outputs: {
        s: { sensitive: true, action: 'create' },
        n: { sensitive: false, action: 'noop', value: 1 },
      },
    },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  expect(testing.PlanSnapshot.of(`${text}\n`, { now: NOW }).toJson()).toEqual({
    resources: { 'b.b': { action: 'replace', reason: 'cannot_update' } },
    outputs: { s: { action: 'create', values: '<sensitive>' } },
    diagnostics: [{ severity: 'warning', address: 'b.b', summary: 'Late', detail: 'by <now+1d>' }],
  });
});

test.each([['secret'], ['{}'], ['[1]'], ['{"format_version":"1.0","values":{}}'], ['']])(
  '%j is no plan',
  (text) => {
    expect(() => testing.PlanSnapshot.of(text, { now: NOW })).toThrow(
      /^This is no plan: give what `terraform show -json/,
    );
  },
);

test('now has to be an instant', () => {
  expect(() => testing.PlanSnapshot.of('{}', { now: 'today' })).toThrow(
    'now is "today": give an RFC 3339 instant such as "2026-01-31T00:00:00Z"',
  );
});

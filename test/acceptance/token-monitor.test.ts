import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTerraform } from './terraform';
import {
  Duration,
  MonitoringFormat,
  RotatingToken,
  RotationSchedule,
  TimedToken,
  TokenMonitor,
} from '../../src';

const terraform = useTerraform();

/** The files, as alerting that was made for pyvider's examples reads them: no key more, no key less. */
interface Status {
  token_id: string;
  name: string;
  expires_at: string;
  monitoring: {
    alert_before_expiry_minutes: number;
    auto_rotate: boolean;
    notification_webhook: string | null;
  };
}
interface Generations {
  current_generation: { token_id: string; created_at: string; expires_at: string };
  rotation_policy: { automatic: boolean; advance_notice_minutes: number; fallback_strategy: string };
}

test('the files say which token is in use, never what it is, and change with a rotation only', async () => {
  const directory = join(terraform().directory, 'files');
  const deployment = await terraform().deployment((stack) => {
    const deploy = new RotatingToken(stack, 'Deploy', {
      blueprint: TimedToken.blueprint({ name: 'say "it" \\' }),
      rotation: RotationSchedule.every(Duration.days(10), { anchor: '2026-01-01T00:00:00Z' }),
    });
    const registry = new TimedToken(stack, 'Registry', { name: 'registry', lifetime: Duration.days(90) });
    new TokenMonitor(stack, 'Monitor', {
      directory,
      tokens: [deploy, registry],
      notificationWebhook: 'https://alerts.example.com/webhook',
    });
  });
  const read = <T>(...path: string[]) => JSON.parse(readFileSync(join(directory, ...path), 'utf8')) as T;
  const inUse = (slot: string, issuedAt: string, expiresAt: string): [Status, Generations] => {
    const { id, name } = deployment.state()[slot];
    return [
      {
        token_id: id,
        name,
        expires_at: expiresAt,
        monitoring: {
          alert_before_expiry_minutes: 15,
          auto_rotate: slot.startsWith('Deploy'),
          notification_webhook: 'https://alerts.example.com/webhook',
        },
      },
      {
        current_generation: { token_id: id, created_at: issuedAt, expires_at: expiresAt },
        rotation_policy: {
          automatic: slot.startsWith('Deploy'),
          advance_notice_minutes: 30,
          fallback_strategy: slot.startsWith('Deploy') ? 'maintain_previous_token' : 'none',
        },
      },
    ];
  };
  const written = (id: string): [Status, Generations] => [
    read(id, 'token_status.json'),
    read(id, 'token_generations.json'),
  ];
  const expectNoSecret = () => {
    const secrets = Object.values(deployment.state()).flatMap(
      ({ token }) => (token as string | undefined) ?? [],
    );
    expect(secrets).toHaveLength(3);
    const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((it) =>
      it.isFile(),
    );
    expect(files).toHaveLength(4);
    for (const file of files) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      for (const secret of secrets) expect(text).not.toContain(secret.replace('token-', ''));
    }
  };

  await deployment.apply('2026-01-03T12:00:00Z');
  const first = inUse('Deploy/Slot0', '2026-01-03T12:00:00Z', '2026-01-16T00:00:00Z');
  const registry = inUse('Registry', '2026-01-03T12:00:00.000000+00:00', '2026-04-03T12:00:00.000000+00:00');
  expect(written('Deploy')).toEqual(first);
  expect(written('Registry')).toEqual(registry);
  expectNoSecret();

  await deployment.settled('2026-01-10T23:59:59Z');

  expect(await deployment.apply('2026-01-11T06:00:00Z')).toEqual({
    Deploy: 'update',
    'Deploy/Slot1': 'replace',
    'Monitor/Deploy/token_status': 'update',
    'Monitor/Deploy/token_generations': 'update',
  });
  expect(written('Deploy')).toEqual(inUse('Deploy/Slot1', '2026-01-11T06:00:00Z', '2026-01-26T00:00:00Z'));
  expect(written('Registry')).toEqual(registry);
  expectNoSecret();

  await deployment.destroy('2026-01-11T06:00:00Z');
  expect(existsSync(join(directory, 'Deploy', 'token_status.json'))).toBe(false);
});

test('the expiry notice is that of pyvider’s handbook, made when the token was', async () => {
  const directory = join(terraform().directory, 'notices');
  const deployment = await terraform().deployment((stack) => {
    const token = new TimedToken(stack, 'TimeSensitive', { name: 'batch-job-token' });
    const formats = [MonitoringFormat.expiryNotice()];
    new TokenMonitor(stack, 'Monitor', { directory, tokens: [token], formats });
  });
  await deployment.apply('2026-01-03T12:00:00Z');
  expect(readFileSync(join(directory, 'TimeSensitive', 'token_expiration_notice.txt'), 'utf8')).toBe(
    [
      'Token Expiration Notice',
      '=====================',
      'Token Name: batch-job-token',
      `Token ID: ${deployment.state().TimeSensitive.id}`,
      'Expires At: 2026-01-03T13:00:00.000000+00:00',
      '',
      '⚠️  This token will expire automatically.',
      '⚠️  Plan for token rotation before expiration.',
      '⚠️  Monitor application logs for authentication failures.',
      '',
      'Generated: 2026-01-03T12:00:00.000000+00:00',
    ].join('\n'),
  );
  await deployment.settled('2026-01-03T12:59:59Z');
});

import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { useTerraform } from './terraform';
import { Duration, RotatingToken, RotationSchedule, TimedToken, TokenMonitor } from '../../src';

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const terraform = useTerraform();

/** The code blocks of one language, or of none. */
function blocks(text: string, language = ''): string[] {
  const all = [...text.matchAll(/^```(\w*).*?\n(.*?)^```$/gms)];
  return all.filter((block) => block[1] === language).map((block) => block[2]);
}

const example = (name: string) =>
  readFileSync(join(ROOT, 'examples', 'typescript', 'rotating-token', name), 'utf8');

/**
 * Runs a program in a folder as a user's project is, except that the library is the sources that lie here.
 */
class Project {
  private static count = 0;

  readonly directory: string;
  readonly stack: string;

  constructor(program: string) {
    this.directory = terraform().newDirectory(`project${++Project.count}`);
    this.stack = join(this.directory, 'cdktf.out', 'stacks', 'tokens');
    symlinkSync(join(ROOT, 'node_modules'), join(this.directory, 'node_modules'));
    const compilerOptions = { paths: { 'cdktf-access-tokens': [join(ROOT, 'src')] } };
    writeFileSync(join(this.directory, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(this.directory, 'main.ts'), program);
    // As cdktf-cli would, but for npx, which takes its time to find what is there.
    const { app } = JSON.parse(example('cdktf.json')) as { app: string };
    const [file, ...args] = app.replace(/^npx /, join(ROOT, 'node_modules', '.bin/')).split(' ');
    const env = { ...process.env, ...terraform().environment };
    execFileSync(file, args, { cwd: this.directory, env, stdio: 'pipe' });
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  get synthesized(): any {
    const json = readFileSync(join(this.stack, 'cdk.tf.json'), 'utf8');
    return JSON.parse(json, (key, value) => (key === '//' ? undefined : value));
  }

  async init(): Promise<void> {
    await this.terraform(['init']);
  }

  /** Answers what Terraform shows its user. */
  async terraform(args: string[], now?: string): Promise<string> {
    const [shown] = await terraform().run(this.stack, args, now);
    return shown;
  }
}

test('the first program of README.md is one that real Terraform plans', async () => {
  const [program] = blocks(README, 'ts');
  const project = new Project(program);
  const { provider, resource } = project.synthesized;
  expect({ provider, resource }).toMatchInlineSnapshot(`
   {
     "provider": {
       "tokens": [
         {},
       ],
     },
     "resource": {
       "pyvider_file_content": {
         "Monitor_Deploy_token_generations_BF733CC9": {
           "content": "\${jsonencode({"current_generation" = {"token_id" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot), "created_at" = element(tokens_rotation.Deploy_7B206E61.slot_issued_at, tokens_rotation.Deploy_7B206E61.current_slot), "expires_at" = element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot)}, "rotation_policy" = {"automatic" = true, "advance_notice_minutes" = 30, "fallback_strategy" = "maintain_previous_token"}})}",
           "filename": "/var/lib/tokens/Deploy/token_generations.json",
           "provider": "tokens",
         },
         "Monitor_Deploy_token_status_78D94D4D": {
           "content": "\${jsonencode({"token_id" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.id, pyvider_timed_token.Deploy_Slot1_E3C7F169.id], tokens_rotation.Deploy_7B206E61.current_slot), "name" = element([pyvider_timed_token.Deploy_Slot0_FC05F113.name, pyvider_timed_token.Deploy_Slot1_E3C7F169.name], tokens_rotation.Deploy_7B206E61.current_slot), "expires_at" = element(tokens_rotation.Deploy_7B206E61.slot_expires_at, tokens_rotation.Deploy_7B206E61.current_slot), "monitoring" = {"alert_before_expiry_minutes" = 15, "auto_rotate" = true, "notification_webhook" = null}})}",
           "filename": "/var/lib/tokens/Deploy/token_status.json",
           "provider": "tokens",
         },
       },
       "pyvider_timed_token": {
         "Deploy_Slot0_FC05F113": {
           "expires_at": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[0]}",
           "lifecycle": {
             "replace_triggered_by": [
               "tokens_rotation.Deploy_7B206E61.slot_serials[0]",
             ],
           },
           "name": "github-actions-deploy",
           "provider": "tokens",
         },
         "Deploy_Slot1_E3C7F169": {
           "expires_at": "\${tokens_rotation.Deploy_7B206E61.slot_expires_at[1]}",
           "lifecycle": {
             "replace_triggered_by": [
               "tokens_rotation.Deploy_7B206E61.slot_serials[1]",
             ],
           },
           "name": "github-actions-deploy",
           "provider": "tokens",
         },
       },
       "tokens_rotation": {
         "Deploy_7B206E61": {
           "anchor": "1970-01-01T00:00:00Z",
           "apply_interval": "1d",
           "overlap": "2d",
           "period": "30d",
           "provider": "tokens",
           "slots": 2,
         },
       },
     },
   }
  `);
  await project.init();
  expect(await project.terraform(['plan'])).toContain('Plan: 5 to add, 0 to change, 0 to destroy.');
});

test('what README.md shows is what App.synth says, with everything else that is wrong', () => {
  const app = new App({ outdir: terraform().newDirectory('refused') });
  const stack = new TerraformStack(app, 'tokens');
  new RotatingToken(stack, 'Deploy', {
    blueprint: TimedToken.blueprint({ name: 'github-actions-deploy' }),
    rotation: RotationSchedule.every(Duration.days(2), {
      overlap: Duration.days(1),
      applyInterval: Duration.hours(36),
    }),
  });
  new TimedToken(stack, 'Registry', { name: '', lifetime: Duration.days(-1) });
  new TokenMonitor(stack, 'Monitor', { directory: '/var/lib/tokens', tokens: [] });

  const [shown] = blocks(README)
    .filter((block) => block.startsWith('[tokens/'))
    .map((block) => block.trim().replace(/\s+/g, ' '));
  expect(() => app.synth()).toThrow(
    `Validation failed with the following errors:
  ${shown}
  [tokens/Registry] name is empty: say what the token is for, such as "github-actions-deploy"
  [tokens/Registry] lifetime is -1d: make it at least 1s, the shortest life of a pyvider_timed_token
  [tokens/Monitor] tokens is empty, so that nothing would be watched: give at least one token, or leave the monitor out
`,
  );
});

test('the example has what its handbook says', async () => {
  const handbook = example('README.md');
  const project = new Project(example('main.ts'));
  const { output, resource } = project.synthesized;
  const outputs = [...handbook.matchAll(/output `(\w+)`/g)].map((match) => match[1]);
  expect(outputs.sort()).toEqual(Object.keys(output).sort());

  const files = Object.values<{ filename: string }>(resource.pyvider_file_content).map(
    ({ filename }) => filename,
  );
  const names = [...handbook.matchAll(/`<id>\/(\w+\.json)`/g)].map((match) => match[1]);
  expect(files.sort()).toEqual(
    ['Deploy', 'Registry']
      .flatMap((id) => names.map((name) => join(project.directory, 'token-files', id, name)))
      .sort(),
  );

  const [, now] = /TOKENS_NOW=(\S+) terraform plan/.exec(handbook)!;
  await project.init();
  await project.terraform(['apply', '-auto-approve'], '2026-01-15T00:00:00Z');
  expect(await project.terraform(['plan'], now)).toContain('Plan: 1 to add, 3 to change, 1 to destroy.');
});

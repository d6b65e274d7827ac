import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { SERVICES } from './emulator';
import { type LiveCounts, nothingElseLives } from './live-check';
import { asPlanned, oneSlotEach, onlyCreates, type PlannedRotation } from './rotation-check';
import { table } from './table';
import {
  currentToken,
  type Inventory,
  inventory,
  type IssuedToken,
  type Slots,
  slotsOf,
  type WrittenFile,
} from './tokens';
import type { Workspace } from './workspace';
import type { Step } from '../runner.mjs' with { 'resolution-mode': 'import' };

/** A step of the demo, and what to show when it has ended well. */
export interface DemoStep extends Step {
  show?(): string;
}

/** What one apply left. */
export interface Applied extends Inventory {
  readonly now: string;
  readonly live: LiveCounts;
}

// Given, so that everybody sees the same instants; it lies in the first period after the example's anchor.
const START = '2026-01-10T09:00:00Z';
const HOUR = 3_600_000;

/** What happens, in order, to one workspace. */
export class Demo {
  /** What each apply left, the last one last. */
  readonly applied: Applied[] = [];
  private slots: Slots = new Map();
  private planned: readonly PlannedRotation[] = [];

  constructor(private readonly workspace: Workspace) {}

  /** The steps up to a rotated token. */
  get round(): readonly DemoStep[] {
    const { workspace } = this;
    return [
      {
        name: 'synthesize the example app',
        run: async () => {
          await workspace.synthesize();
          this.slots = slotsOf(workspace.stack);
          return `${count(Object.values(workspace.stack.resource).flatMap(Object.keys), 'resource')}`;
        },
      },
      {
        name: 'start the emulator of the services',
        run: async () => {
          await workspace.startEmulator(START);
          return SERVICES.join(', ');
        },
      },
      {
        name: 'install the companion provider into a mirror',
        run: async () => workspace.installProvider(),
      },
      {
        name: 'terraform init',
        run: async () => {
          await workspace.init();
          return workspace.version();
        },
      },
      {
        name: 'terraform plan',
        run: async () =>
          `at ${START}, ${onlyCreates(await workspace.plan('first', START))} to create, nothing else`,
      },
      {
        name: 'terraform apply',
        run: async () => {
          await workspace.apply('first', START);
          return this.look(START);
        },
        show: () => `${this.tokens()}\n\n${this.live()}\n\nfiles written:\n${this.list(this.now.files)}`,
      },
      {
        name: 'terraform plan past the next boundary',
        run: async () => {
          const plan = await workspace.plan('second', this.later);
          this.planned = oneSlotEach(plan, this.now, this.slots);
          return `at ${this.later}, exactly one token of each of ${count(this.planned, 'rotation')} is replaced`;
        },
        show: () => this.replacements(),
      },
      {
        name: 'terraform apply of the rotation',
        run: async () => {
          const [before, now] = [this.now, this.later];
          await workspace.apply('second', now);
          const found = await this.look(now);
          asPlanned(this.planned, before, this.now, now);
          return found;
        },
        show: () =>
          [this.tokens(), this.overlap(), this.live(), `files rewritten:\n${this.list(this.rewritten)}`].join(
            '\n\n',
          ),
      },
      {
        name: 'terraform plan once more',
        run: async () => {
          await workspace.planNothing(this.now.now);
          return 'no changes';
        },
      },
    ];
  }

  get cleanUp(): readonly DemoStep[] {
    return [
      {
        name: 'terraform destroy',
        run: async () => {
          const { files, now } = this.now;
          await this.workspace.destroy(now);
          const { values } = await this.workspace.show();
          const left = [
            ...(values?.root_module.resources ?? []).map(({ address }) => address),
            ...files.map(({ path }) => path).filter(existsSync),
          ];
          if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
          await nothingElseLives(this.workspace.emulator, { tokens: [] });
          return 'no resource is left in the state, no token at a service, and no file';
        },
      },
    ];
  }

  /** All files that were written, by their path in the demo's folder. */
  get files(): readonly string[] {
    const all = this.applied.flatMap(({ files }) => files.map(({ path }) => path));
    return [...new Set(all)].map((path) => relative(this.workspace.folder, path)).sort();
  }

  /** How to go on by hand, at the instant of the last apply. */
  command(subcommand: string): string {
    return this.workspace.command(subcommand, this.now.now);
  }

  private get now(): Applied {
    return this.applied[this.applied.length - 1];
  }

  /** An hour past the last of the boundaries that come next. */
  private get later(): string {
    const boundaries = this.applied[0].rotations.map(({ nextRotationAt }) => Date.parse(nextRotationAt));
    return instant(Math.max(...boundaries) + HOUR);
  }

  /** Takes stock after an apply, and makes sure that consumers get the current tokens and nobody else any. */
  private async look(now: string): Promise<string> {
    const found = inventory(await this.workspace.show(), this.slots);
    const live = await nothingElseLives(this.workspace.emulator, found);
    this.applied.push({ ...found, now, live });
    for (const rotation of found.rotations) {
      const current = currentToken(found, rotation);
      if (!found.handedOut.includes(current.secret)) {
        throw new Error(`no output hands out ${current.address}, the current token of ${rotation.address}`);
      }
    }
    for (const { path, content } of found.files) {
      const text = readFileSync(path, 'utf8');
      if (text !== content) throw new Error(`${path} does not hold what the state says`);
      const leaked = found.tokens.find(({ secret }) => text.includes(secret));
      if (leaked) throw new Error(`${path} has the value of ${leaked.address}`);
    }
    return `${count(found.tokens, 'token')}, ${count(found.files, 'file')} without their values`;
  }

  /** The files that the last apply has changed. */
  private get rewritten(): readonly WrittenFile[] {
    const [before, after] = this.applied;
    return after.files.filter(
      ({ path, content }) => before.files.find((file) => file.path === path)?.content !== content,
    );
  }

  private list(files: readonly WrittenFile[]): string {
    return files
      .map(({ path }) => relative(this.workspace.folder, path))
      .sort()
      .join('\n');
  }

  private tokens(): string {
    const head = ['system', 'token', 'slot', 'serial', 'current', 'issued', 'expires', 'next rotation'];
    return table([head, ...this.now.tokens.map(row)]);
  }

  private replacements(): string {
    return this.planned
      .map(({ before, slot }) => {
        const { system } = currentToken(this.now, before);
        return `${system}: slot ${slot} is replaced, and becomes current; slot ${before.currentSlot} stays`;
      })
      .join('\n');
  }

  private overlap(): string {
    return this.planned
      .map(({ before, after }) => {
        const previous = currentToken(this.applied[0], before);
        const { expiresAt } = previous;
        const until =
          expiresAt && Date.parse(expiresAt) < Date.parse(after.nextRotationAt)
            ? `until ${instant(expiresAt)}`
            : `until its slot is replaced, from ${instant(after.nextRotationAt)} on`;
        return `${previous.system}: ${previous.name}, current until now, stays valid ${until}`;
      })
      .join('\n');
  }

  /** What the services say themselves. */
  private live(): string {
    const counts = SERVICES.map((service) => `${service} ${this.now.live[service]}`);
    return `tokens that work, as the services say: ${counts.join(', ')}`;
  }
}

function row({ system, name, rotation, slot, issuedAt, expiresAt }: IssuedToken): string[] {
  const isCurrent = slot === rotation?.currentSlot;
  return [
    system,
    name,
    ...(rotation && slot !== undefined
      ? [String(slot), String(rotation.slotSerials[slot]), isCurrent ? 'yes' : 'no']
      : ['-', '-', '-']),
    instant(issuedAt),
    expiresAt ? instant(expiresAt) : 'never',
    rotation && isCurrent ? instant(rotation.nextRotationAt) : '-',
  ];
}

function count(things: readonly unknown[], what: string): string {
  return `${things.length} ${what}${things.length === 1 ? '' : 's'}`;
}

/** RFC 3339 in UTC, to the second; services differ in how they write it. */
function instant(of: string | number): string {
  return `${new Date(of).toISOString().slice(0, 19)}Z`;
}

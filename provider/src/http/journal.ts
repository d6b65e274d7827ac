import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Caller } from './caller';

/** What is noted of a thing before a service is asked to make it. No secret is. */
export interface Entry {
  /** What tells the thing from others, as far as the user chose it. */
  readonly signature: string;
  /** When the service was asked, in milliseconds since 1970. */
  readonly askedAt: number;
  /** The thing's id, as soon as the service has told it. */
  readonly id?: string;
  /** Ids of things that are certainly not it. */
  readonly others?: readonly string[];
  /** Whether another process could take it for what it has lost itself: then it is known for a while after it was handed over. */
  readonly mistakable?: boolean;
}

/** Milliseconds that two clocks may differ by. */
const SKEW = 5 * 60_000;
/** Milliseconds from the note to the thing: as long as one request may take, waiting for a busy service included. */
const LONGEST = 15 * 60_000;

/** Of files: what is open has to be read by every process, what was handed over by hardly any. */
const OPEN = '.json';
const HANDED_OVER = '.handed-over';

/**
 * What provider processes have set out to make and have not handed over to Terraform yet, one small file a thing.
 * A process that is killed can tell nobody what it has made; the one that comes after it reads it here. So does one
 * that runs beside it, as with an alias of the provider, and has to know what is not its own.
 *
 * It lies in Terraform's data directory, beside the installed providers. A run that starts in an empty checkout finds
 * nothing there, and so can't know.
 */
export class Journal {
  private readonly directory?: string;

  /** @param dataDirectory Terraform's. Where there is none, nothing is noted. */
  public constructor(dataDirectory?: string) {
    if (dataDirectory !== undefined && existsSync(dataDirectory)) {
      this.directory = join(dataDirectory, 'tokens-journal');
    }
  }

  /** @param where the place of things in the world, credential included: it can't be read from the page's name */
  public page(...where: readonly unknown[]): JournalPage {
    const name = createHash('sha256').update(JSON.stringify(where)).digest('hex').slice(0, 32);
    return new JournalPage(this.directory, name);
  }
}

/** Notes of things that are in one place and that one credential can undo. */
export class JournalPage {
  private readonly open = new Map<string, Note>();
  private readonly mine = new Set<string>();
  private leftById?: Map<string | undefined, Note>;

  public constructor(
    private readonly directory: string | undefined,
    private readonly name: string,
  ) {}

  public note(entry: Entry, { logger }: Caller): Note {
    const file = `${OWNER}.${this.name}.${randomUUID()}`;
    this.mine.add(file);
    const note = new Note(this.directory && join(this.directory, file + OPEN), entry, logger);
    note.update({});
    return note;
  }

  /**
   * The service has told the thing's id.
   *
   * @param caller until it hands the thing over, or the thing is undone, it is this process's to undo
   */
  public made(note: Note, id: string | number, { handedOver }: Caller): void {
    note.update({ id: String(id) });
    this.open.set(String(id), note);
    if (handedOver) void handedOver().then(() => this.handOver(id));
    else this.handOver(id);
  }

  /** What this process made is undone. */
  public close(id: string | number): void {
    this.open.get(String(id))?.drop();
    this.open.delete(String(id));
  }

  /** Terraform's state has it: what was noted of it when a process was killed is not to be undone. */
  public claim(id: string | number): void {
    // Looked for once: of all that is refreshed, each is asked for here.
    this.leftById ??= new Map(this.left().map((note) => [note.entry.id, note]));
    this.leftById.get(String(id))?.drop();
  }

  /** The notes of processes that are no more, but for what they have handed over. */
  public left(): Note[] {
    return this.files().flatMap(({ path, owner }) => {
      if (path.endsWith(HANDED_OVER) || isAlive(owner)) return [];
      const entry = path.endsWith(OPEN) ? read(path) : undefined;
      // It was killed while it wrote, so it had not asked yet.
      if (!entry) rmSync(path, { force: true });
      return entry ? [new Note(path, entry)] : [];
    });
  }

  /** What others make or have made: processes that live, and those that handed it over before they ended. */
  public others(): Entry[] {
    return this.files().flatMap(({ path, owner, thing }) => {
      const isOthers = path.endsWith(HANDED_OVER) || (path.endsWith(OPEN) && isAlive(owner));
      if (!isOthers || this.mine.has(thing)) return [];
      // It may be handed over just now.
      const entry = read(path) ?? read(join(this.directory!, thing + HANDED_OVER));
      return entry ? [entry] : [];
    });
  }

  /** Forgets what was handed over so long ago that nobody looks for its like any more. */
  public forget(now: number): void {
    for (const { path, owner } of this.files()) {
      const entry = path.endsWith(HANDED_OVER) && !isAlive(owner) ? read(path) : undefined;
      const note = entry && new Note(path, entry);
      if (note && !note.mayCome(now)) note.drop();
    }
  }

  private handOver(id: string | number): void {
    const note = this.open.get(String(id));
    if (note?.entry.mistakable) note.handOver();
    else this.close(id);
  }

  /** Those of this page, by their names alone. */
  private files(): { readonly path: string; readonly owner: string; readonly thing: string }[] {
    const { directory } = this;
    return filesIn(directory).flatMap((file) => {
      const [owner, page, thing] = file.split('.');
      return page === this.name
        ? [{ path: join(directory!, file), owner, thing: `${owner}.${page}.${thing}` }]
        : [];
    });
  }
}

/** One thing that a process has set out to make. */
export class Note {
  public constructor(
    private path: string | undefined,
    public entry: Entry,
    private readonly logger?: Caller['logger'],
  ) {}

  /** Where it can't be written it is not: that must neither keep anybody from making a thing nor lose what was made. */
  public update(changes: Partial<Entry>): void {
    this.entry = { ...this.entry, ...changes };
    if (this.path === undefined) return;
    const beside = `${this.path}.tmp`;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      writeFileSync(beside, JSON.stringify(this.entry), { mode: 0o600 });
      renameSync(beside, this.path);
    } catch (error) {
      this.logger?.warn('the journal can’t be written', { error });
    }
  }

  /** It is Terraform's from now on, and for a while something that others can see not to be theirs. */
  public handOver(): void {
    this.update({ others: undefined });
    if (this.path === undefined) return;
    const kept = this.path.slice(0, -OPEN.length) + HANDED_OVER;
    try {
      renameSync(this.path, kept);
      this.path = kept;
    } catch (error) {
      this.logger?.warn('the journal can’t be written', { error });
    }
  }

  /** It was not made, is undone, or is Terraform's from now on. */
  public drop(): void {
    if (this.path === undefined) return;
    try {
      rmSync(this.path, { force: true });
    } catch (error) {
      this.logger?.warn('the journal can’t be written', { error });
    }
  }

  /** Whether what was made then can be what is noted here. @param createdAt milliseconds since 1970 */
  public covers(createdAt: number): boolean {
    const { askedAt } = this.entry;
    return askedAt - SKEW <= createdAt && createdAt <= askedAt + LONGEST + SKEW;
  }

  /** Whether what is noted here may still be to come. */
  public mayCome(now: number): boolean {
    return now < this.entry.askedAt + LONGEST;
  }
}

function filesIn(directory: string | undefined): string[] {
  try {
    return directory === undefined ? [] : readdirSync(directory);
  } catch {
    // Nothing has been noted yet, or nothing can be.
    return [];
  }
}

function read(path: string): Entry | undefined {
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as Partial<Entry> | null;
    return typeof entry?.signature === 'string' && typeof entry.askedAt === 'number'
      ? (entry as Entry)
      : undefined;
  } catch {
    return undefined;
  }
}

/** This process, told from those that had, or will have, its number. */
const OWNER = `${process.pid}-${lifeOf(process.pid)}`;

function isAlive(owner: string): boolean {
  const [pid, life] = owner.split('-');
  return lifeOf(Number(pid)) === life;
}

/** When a process was started, where the system tells (Linux), or else 0; nothing where there is none. */
function lifeOf(pid: number): string | undefined {
  try {
    // The name in parentheses may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : rest[18];
  } catch {
    // Another system, or no such process.
  }
  try {
    process.kill(pid, 0);
    return '0';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '0' : undefined;
  }
}

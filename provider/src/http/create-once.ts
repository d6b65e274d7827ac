import { backoff, Timing } from './backoff';
import { Caller, seeingThrough } from './caller';
import { AmbiguousError } from './errors';
import { Journal, JournalPage, Note } from './journal';

/** How one kind of thing is made, found and undone in its service. */
export interface Creation<Made, Listed> {
  /**
   * What tells the thing from others of its kind, as far as the user chose it. Two with the same signature are made
   * one after the other, so that the answer that one lost is not taken for the other's.
   */
  readonly signature: string;
  /**
   * Whether what matches can be taken for what was made: not where the user chose nothing that tells it from a
   * stranger's. @default true
   */
  readonly revocable?: boolean;
  create(caller: Caller): Promise<Made>;
  /** Whether what is in the list can be what `create` was to make. */
  matches(listed: Listed): boolean;
}

/** What there is of a kind of thing that can be made. */
export interface Inventory<Made, Listed> {
  /** Such as `Linode token`. */
  readonly kind: string;
  list(caller: Caller): Promise<readonly Listed[]>;
  /** The id of what is in the list. */
  idOf(listed: Listed): string | number;
  /** The id of what was made. */
  idOfMade(made: Made): string | number;
  /**
   * When it was made, in milliseconds since 1970. Without it nothing is taken for what a killed process has made,
   * but what that process had an id of.
   */
  createdAt?(listed: Listed): number | undefined;
  revoke(listed: Listed, caller: Caller): Promise<void>;
}

const TRIES = 4;
/** Milliseconds that looking for a lost thing may take. */
const SEARCH = 60_000;

/**
 * Makes things whose secret is in the answer alone, and makes each of them once, though answers get lost: what a
 * lost answer told of is found in the list and revoked, for nobody can know its secret, before another is made.
 *
 * It is found as what was not there before this process made its first, was not made by another of its calls, and
 * is like what was asked for. No clock is trusted for it. Where that fits several, or another process is asking for
 * the same, none of them is touched: the error names them.
 *
 * What a process was killed over is in the journal. Whatever creation comes next undoes it where the id was known
 * already; where it was not, one with the same signature does, by the same rules and where it was made at about the
 * time when it was asked for.
 */
export class CreateOnce<Made, Listed> {
  private before?: Promise<readonly Listed[]>;
  private left?: Note[];
  private readonly ours = new Set<string | number>();
  private readonly queues = new Map<string, Promise<unknown>>();

  public constructor(
    private readonly inventory: Inventory<Made, Listed>,
    private readonly timing: Timing,
    private readonly journal: JournalPage = new Journal().page(),
  ) {}

  /** @param warn is told of what may have been left behind, though the thing was made */
  public async create(
    creation: Creation<Made, Listed>,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<Made> {
    await this.lookBefore(caller);
    const { signature } = creation;
    const last = this.queues.get(signature) ?? Promise.resolve();
    const turn = last.then(() => this.createInTurn(creation, caller, warn));
    const settled = turn.catch(() => undefined);
    this.queues.set(signature, settled);
    try {
      return await turn;
    } finally {
      if (this.queues.get(signature) === settled) this.queues.delete(signature);
    }
  }

  /** What was made has been undone: nobody has to know of it any more. */
  public undone(id: string | number): void {
    this.journal.close(id);
  }

  /** Terraform's state has it, so it is nothing that a process left that was killed. */
  public claim(id: string | number): void {
    this.journal.claim(id);
  }

  private async createInTurn(
    creation: Creation<Made, Listed>,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<Made> {
    const open = await this.undoLeft(creation, caller, warn);
    const others = [...(await this.before!).map((listed) => this.inventory.idOf(listed)), ...this.ours];
    const askedAt = this.timing.clock.now();
    const note = this.journal.note(
      { signature: creation.signature, askedAt, others: others.map(String), mistakable: true },
      caller,
    );
    // Answers that were lost, and what they told of was not found yet.
    let missing = 0;
    try {
      for (let tries = 1; ; tries++) {
        try {
          if (tries > 1) note.update({ askedAt: this.timing.clock.now() });
          const made = await creation.create(caller);
          const id = this.inventory.idOfMade(made);
          this.ours.add(id);
          for (const each of open) each.update({ others: [...(each.entry.others ?? []), String(id)] });
          this.journal.made(note, id, caller);
          // What an earlier try did may only show by now.
          if (missing > 0) {
            await this.revokeLost(creation, missing, caller).catch((error: Error) => warn(error.message));
          }
          return made;
        } catch (error) {
          if (!(error instanceof AmbiguousError)) throw error;
          missing++;
          missing -= await this.revokeLost(creation, missing, caller).catch((problem: Error) => {
            throw new Error(`${error.message} ${problem.message}`, { cause: error });
          });
          if (tries === TRIES) throw error;
          await this.timing.sleep(backoff(tries, undefined, this.timing.random), caller.signal);
        }
      }
    } catch (error) {
      if (missing === 0) note.drop();
      throw error;
    }
  }

  /** @returns how many were found and revoked, of those that are missing */
  private async revokeLost(
    creation: Creation<Made, Listed>,
    missing: number,
    caller: Caller,
  ): Promise<number> {
    const { inventory, ours } = this;
    const search = seeingThrough(caller, SEARCH);
    const before = new Set((await this.before!).map((listed) => inventory.idOf(listed)));
    let ids: string[] = [];
    try {
      const listed = await inventory.list(search);
      const others = this.journal.others();
      const theirs = new Set(others.map(({ id }) => id));
      const rival = others.some(({ id, signature }) => id === undefined && signature === creation.signature);
      const found = listed.filter((each) => {
        const id = inventory.idOf(each);
        return !before.has(id) && !ours.has(id) && !theirs.has(String(id)) && creation.matches(each);
      });
      ids = found.map((each) => String(inventory.idOf(each)));
      if (found.length === 0) return 0;
      if (found.length <= missing && creation.revocable !== false && !rival) {
        caller.logger.info('revoking what a lost answer told of', { kind: inventory.kind, ids });
        for (const each of found) await inventory.revoke(each, search);
        return found.length;
      }
    } catch (error) {
      throw new Error(
        `Whether a ${inventory.kind} was left behind${ids.length > 0 ? ` (${ids.join(', ')})` : ''} could not be put right: ` +
          `${(error as Error).message} Look for it there, and revoke it.`,
        { cause: error },
      );
    }
    throw new Error(
      `A ${inventory.kind} was left behind that can't be told from others, so none was touched: it is among ` +
        `${ids.join(', ')}. Look there which is nobody's, and revoke it.`,
    );
  }

  /**
   * Undoes what killed processes have left, as far as this creation can tell what that is.
   *
   * @returns notes of what is not there, and may still come
   */
  private async undoLeft(
    creation: Creation<Made, Listed>,
    caller: Caller,
    warn: (problem: string) => void,
  ): Promise<readonly Note[]> {
    const { inventory, timing } = this;
    if (!this.left) this.journal.forget(timing.clock.now());
    const left = (this.left ??= this.journal.left());
    const known = left.filter(({ entry }) => entry.id !== undefined);
    const asked = left.filter(
      ({ entry }) => entry.id === undefined && entry.signature === creation.signature,
    );
    this.left = left.filter((note) => !known.includes(note) && !asked.includes(note));
    const listed = await this.before!;
    const idOf = (each: Listed) => String(inventory.idOf(each));
    const found = listed.filter((each) => {
      const createdAt = inventory.createdAt?.(each);
      const covers = (note: Note) =>
        createdAt !== undefined && note.covers(createdAt) && !note.entry.others?.includes(idOf(each));
      return creation.matches(each) && asked.some(covers);
    });
    const certain = found.length === 0 || (found.length <= asked.length && creation.revocable !== false);
    const lost = listed.filter((each) => known.some(({ entry }) => entry.id === idOf(each)));
    if (certain) lost.push(...found);
    try {
      const ids = lost.map(idOf);
      if (ids.length > 0) {
        caller.logger.info('revoking what a killed run left', { kind: inventory.kind, ids });
      }
      for (const each of lost) await inventory.revoke(each, caller);
    } catch (error) {
      warn(
        `A run that was killed left a ${inventory.kind} behind (${lost.map(idOf).join(', ')}), and that could not be put ` +
          `right: ${(error as Error).message} The next creation tries again.`,
      );
      return asked;
    }
    if (!certain) {
      warn(
        `A run that was killed may have left a ${inventory.kind} behind that can't be told from others, so none was ` +
          `touched: it is among ${found.map(idOf).join(', ')}. Look there which is nobody's, and revoke it.`,
      );
    }
    for (const note of known) note.drop();
    const done = !certain || found.length === asked.length;
    const open = asked.filter((note) => !done && note.mayCome(timing.clock.now()));
    for (const note of asked) if (!open.includes(note)) note.drop();
    return open;
  }

  /** What there is before the first creation; asked for anew where that failed. */
  private async lookBefore(caller: Caller): Promise<void> {
    this.before ??= this.inventory.list(caller);
    const { before } = this;
    try {
      await before;
    } catch (error) {
      if (this.before === before) this.before = undefined;
      throw error;
    }
  }
}

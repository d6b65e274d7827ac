import { createHash } from 'node:crypto';
import { BigIntStats, renameSync, statSync, unlinkSync } from 'node:fs';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  AttributePath,
  boolAttribute,
  CreateRequest,
  defineSchema,
  IdentitySchema,
  isNotEmpty,
  isUnknown,
  Outcome,
  PlanRequest,
  Operation,
  ReadRequest,
  Resource,
  State,
  stringAttribute,
  Unknown,
  UpdateRequest,
  Validator,
} from '../../framework';

const DEFAULT_PERMISSION = '0644';

const isPermission: Validator = (value, report) => {
  if (!/^0?[0-7]{3}$/.test(value as string)) {
    report(
      'Invalid file permission',
      `${JSON.stringify(value)} is no file permission. Give three or four octal digits, such as "0600".`,
    );
  }
};

const schema = defineSchema({
  version: 1,
  description:
    'A text file. It is written beside its place and renamed into it, so that a reader sees the old content ' +
    'or the new, never half of either. The content is in the state, in plain text.',
  attributes: {
    filename: stringAttribute({
      required: true,
      description:
        'Path of the file; missing folders are made. Another path moves the file: it is written anew, ' +
        'and then removed from where it was.',
      validators: [isNotEmpty],
    }),
    content: stringAttribute({ required: true, description: 'What the file holds, in UTF-8.' }),
    file_permission: stringAttribute({
      optional: true,
      description:
        'Permissions of the file, octal, such as `0600` for a secret. Where it is not given, a file that is ' +
        'there keeps its own, and a new one has `0644`.',
      validators: [isPermission],
    }),
    exists: boolAttribute({ computed: true, description: 'Whether the file is there.' }),
    content_hash: stringAttribute({
      computed: true,
      description: 'SHA-256 of the content, in lower-case hexadecimal.',
      unknownAs: Unknown.notNull,
    }),
  },
});
type FileContent = typeof schema;

/**
 * `pyvider_file_content`: a file that is replaced whole, and known by its path.
 *
 * What is removed is a file, whatever it is called: a path has many spellings, and what is there may be what another
 * resource has put there, or this one's next instance. So no file is removed that was written in the same apply.
 */
export class FileContentResource implements Resource<FileContent> {
  public readonly typeName = 'pyvider_file_content';
  public readonly schema = schema;
  public readonly identity: IdentitySchema = {
    attributes: {
      filename: { type: 'string', requiredForImport: true, description: 'Path of the file.' },
    },
  };

  /** Inodes of what was written, and not read since: what a refresh has seen is in the state, and goes with it. */
  private readonly written = new Set<string>();

  public plan({ plan }: PlanRequest<FileContent>): void {
    plan.exists = true;
    plan.content_hash = isUnknown(plan.content) ? Unknown.notNull : sha256(plan.content ?? '');
  }

  public async create({ plan }: CreateRequest<FileContent>): Promise<Outcome<FileContent>> {
    return { state: await this.write(plan as State<FileContent>) };
  }

  public async read({ state }: ReadRequest<FileContent>): Promise<Outcome<FileContent> | undefined> {
    const file = await look(state.filename!);
    if (!file) return undefined;
    this.written.delete(file.inode);
    return {
      state: {
        filename: state.filename,
        content: file.content,
        // Only a permission that was asked for is watched.
        file_permission:
          state.file_permission === null ||
          parseInt(state.file_permission, 8) === parseInt(file.permission, 8)
            ? state.file_permission
            : file.permission,
        exists: true,
        content_hash: sha256(file.content),
      },
    };
  }

  public async update({ plan, prior }: UpdateRequest<FileContent>): Promise<Outcome<FileContent>> {
    const state = await this.write(plan as State<FileContent>);
    const left = await look(prior.filename!);
    // Another content is somebody else's: another configuration of the provider has a process, and a memory, of its own.
    if (left?.content === prior.content) this.remove(prior.filename!);
    return { state };
  }

  public async delete({ state }: ReadRequest<FileContent>): Promise<void> {
    this.remove(state.filename!);
  }

  public async importState(
    id: string,
    { diagnostics }: Operation,
  ): Promise<Partial<State<FileContent>> | undefined> {
    if (await look(id)) return { filename: id };
    diagnostics.error(
      'No such file',
      `There is no regular file at ${JSON.stringify(id)}. The id of a pyvider_file_content is its filename.`,
      AttributePath.of('filename'),
    );
    return undefined;
  }

  private async write(plan: State<FileContent>): Promise<State<FileContent>> {
    const filename = plan.filename!;
    const content = plan.content ?? '';
    const folder = dirname(filename);
    await mkdir(folder, { recursive: true });
    const permission = plan.file_permission ?? (await look(filename))?.permission ?? DEFAULT_PERMISSION;
    const beside = join(folder, `.${basename(filename)}.part`);
    // What a write that was killed may have left: it holds a content that nobody else would remove.
    await rm(beside, { force: true });
    try {
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(content, 'utf8');
        await file.chmod(parseInt(permission, 8));
        await file.sync();
        this.written.add(inodeOf(await file.stat({ bigint: true })));
      } finally {
        await file.close();
      }
      renameSync(beside, filename);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    return { ...plan, exists: true, content_hash: sha256(content) };
  }

  /** In one go, as files are renamed into place: else another could be there by the time that one is removed. */
  private remove(filename: string): void {
    try {
      const found = statSync(filename, { bigint: true });
      if (found.isFile() && !this.written.has(inodeOf(found))) unlinkSync(filename);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
}

interface Found {
  readonly content: string;
  readonly permission: string;
  readonly inode: string;
}

/** A regular file; `undefined` where there is none. */
async function look(filename: string): Promise<Found | undefined> {
  try {
    const found = await stat(filename, { bigint: true });
    if (!found.isFile()) return undefined;
    return {
      content: await readFile(filename, 'utf8'),
      permission: (Number(found.mode) & 0o777).toString(8).padStart(4, '0'),
      inode: inodeOf(found),
    };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A file keeps it when it is renamed, and has it under each of its names. */
function inodeOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

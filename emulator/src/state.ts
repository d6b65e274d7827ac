import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const VERSION = 1;

interface Document {
  readonly version: number;
  readonly sections: Record<string, object>;
}

/**
 * What the emulator remembers, in one JSON document of named sections.
 *
 * With a file it is read at start and replaced whole (written beside, then renamed) whenever it differs from
 * what was written last, so that a killed emulator comes back as its last answer left it. The file needs no
 * fsync for that: only a power cut loses what the kernel holds.
 */
export class Store {
  private sections: Record<string, object> = {};
  private readonly initial = new Map<string, () => object>();
  private written = '';

  /** @param file where to keep the document; only in memory without one. */
  constructor(private readonly file?: string) {
    if (file !== undefined) this.load(file);
  }

  /** Opens a section, made by `initial` where the file has none. The answer reads it afresh: `reset` replaces it. */
  section<T extends object>(name: string, initial: () => T): () => T {
    this.initial.set(name, initial);
    this.sections[name] ??= initial();
    return () => this.sections[name] as T;
  }

  /** Puts every section back to its beginning. */
  reset(): void {
    this.sections = Object.fromEntries([...this.initial].map(([name, initial]) => [name, initial()]));
  }

  /** Writes the document if it has changed. */
  flush(): void {
    if (this.file === undefined) return;
    const document: Document = { version: VERSION, sections: this.sections };
    const text = JSON.stringify(document);
    if (text === this.written) return;
    const beside = `${this.file}.${process.pid}.tmp`;
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, this.file);
    this.written = text;
  }

  private load(file: string): void {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    let document: Partial<Document> | null;
    try {
      document = JSON.parse(text) as Partial<Document> | null;
    } catch {
      throw new Error(`${file} is not JSON, so it isn't a state of this emulator; it was left as it is`);
    }
    if (
      document?.version !== VERSION ||
      typeof document.sections !== 'object' ||
      document.sections === null
    ) {
      throw new Error(`${file} is not a state of this emulator (version ${VERSION}); it was left as it is`);
    }
    this.sections = document.sections;
    this.written = text;
  }
}

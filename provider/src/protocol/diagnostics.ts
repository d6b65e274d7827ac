import { AttributePath } from './attribute-path';
import { Diagnostic as ProtoDiagnostic, Diagnostic_Severity } from './generated/tfplugin6';
import type { Block } from './schema';
import { wellFormed } from './well-formed';

/** Something that the user must (error) or should (warning) know. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** What was wrong, in a few words and without a full stop. */
  readonly summary: string;
  /** Why, what was given, what would be right. */
  readonly detail: string;
  /** Where; without it Terraform points at the whole resource. */
  readonly path?: AttributePath;
}

/** All findings of one call, in the order in which they were made. */
export class Diagnostics implements Iterable<Diagnostic> {
  private readonly found: Diagnostic[] = [];

  /** Adds an error: Terraform stops after this call. */
  error(summary: string, detail: string, path?: AttributePath): this {
    this.found.push({ severity: 'error', summary, detail, path });
    return this;
  }

  /** Adds a warning: Terraform shows it and goes on. */
  warning(summary: string, detail: string, path?: AttributePath): this {
    this.found.push({ severity: 'warning', summary, detail, path });
    return this;
  }

  append(others: Iterable<Diagnostic>): this {
    this.found.push(...others);
    return this;
  }

  get hasErrors(): boolean {
    return this.found.some(({ severity }) => severity === 'error');
  }

  [Symbol.iterator](): Iterator<Diagnostic> {
    return this.found[Symbol.iterator]();
  }

  /**
   * For a response. With the block that the paths start in, Terraform can show the line in the
   * configuration for more of them: see `AttributePath.forDiagnostics`.
   */
  toProto(block?: Block): ProtoDiagnostic[] {
    return this.found.map(({ severity, summary, detail, path }) => {
      const attribute = path?.forDiagnostics(block).toProto();
      return {
        severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
        summary: wellFormed(summary),
        detail: wellFormed(detail),
        // A path without steps would lose the location that no path has.
        attribute: attribute?.steps.length ? attribute : undefined,
      };
    });
  }
}

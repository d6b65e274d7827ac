import { homedir, tmpdir } from 'node:os';
import { isAbsolute } from 'node:path';

/** A name for each directory that another machine has elsewhere. */
type Places = readonly (readonly [directory: string, name: string])[];

/**
 * A synthesized configuration as it is on any machine, and after any upgrade that changes nothing else: without
 * cdktf's comments and the versions of providers, and with names for the directories of this machine.
 */
export function normalized(configuration: Configured, outdir?: string): unknown {
  const places = placesOf(outdir);
  const keep = (name: string, value: unknown) => !isComment(name, value);
  return sorted(withoutVersions(configuration), (text) => withNames(text, places), keep);
}

/** A value with the properties of all objects in order, and each of its texts changed. */
export function sorted(
  value: unknown,
  change: (text: string) => string,
  keep: (name: string, value: unknown) => boolean = () => true,
): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => sorted(each, change, keep));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name, each]) => each !== undefined && keep(name, each));
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each, change, keep)]));
}

/** JSON for a file that people read, with a last newline. */
export function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

interface Configured {
  readonly terraform?: { readonly required_providers?: Readonly<Record<string, object>> };
}

function withoutVersions(configuration: Configured): unknown {
  const required = Object.entries(configuration.terraform?.required_providers ?? {});
  const providers = required.map(([name, requirement]) => [name, { ...requirement, version: undefined }]);
  const terraform = { ...configuration.terraform, required_providers: Object.fromEntries(providers) };
  return { ...configuration, terraform };
}

function isComment(name: string, value: unknown): boolean {
  return name === '//' && typeof value === 'object' && value !== null && 'metadata' in value;
}

function placesOf(outdir?: string): Places {
  const all: [string | undefined, string][] = [
    [outdir, '<outdir>'],
    [process.cwd(), '<cwd>'],
    [tmpdir(), '<tmp>'],
    [homedir(), '<home>'],
  ];
  const places = all.filter(
    (place): place is [string, string] => isAbsolute(place[0] ?? '') && place[0]!.length > 1,
  );
  // What lies inside of another comes first.
  return places.sort(([one], [other]) => other.length - one.length);
}

function withNames(text: string, places: Places): string {
  return places.reduce(
    (changed, [directory, name]) =>
      changed.replace(
        new RegExp(`${directory.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])`, 'g'),
        name,
      ),
    text,
  );
}

import { TOKEN_RESOURCE_TYPES, tokenType } from './token-types';

/** A reference to an attribute of a resource that makes tokens, or to all of one. */
export interface TokenReference {
  /** Such as `linode_token.Deploy_0A1B2C3D`. */
  readonly address: string;
  /** The reference as it was found. */
  readonly text: string;
  readonly isSecret: boolean;
}

/** What a text that Terraform evaluates shows, in words for a message. */
export interface Exposure {
  /** The first secret in it. */
  readonly secret?: string;
  /** The first secret that `nonsensitive` takes the mark off. That is no longer one of the others. */
  readonly unmarked?: string;
}

const REFERENCE = new RegExp(
  `(?<![\\w-])(${TOKEN_RESOURCE_TYPES.join('|')})\\.([\\w-]+)(?:\\[[^\\]]*\\]|\\.\\*)*(?:\\.(\\w+))?`,
  'g',
);
/** What cdktf makes of a reference to a secret in another stack. */
const REMOTE_SECRET = new RegExp(
  TOKEN_RESOURCE_TYPES.map(
    (type) =>
      `outputs\\.cross-stack-output-${type}[\\w-]*(?:${tokenType(type)!.secrets.join('|')})(?![\\w-])`,
  ).join('|'),
);
const LOCAL = /(?<![\w.-])local\.([\w-]+)/g;
/** What somebody has marked is a secret, wherever it comes from. */
const MARKED = /(?<!\w)sensitive\(/;
const UNMARK = 'nonsensitive(';

/** Whether Terraform evaluates it at all. */
export function isTemplate(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/** The references to tokens in a text. */
export function tokenReferences(text: string): TokenReference[] {
  return [...text.matchAll(REFERENCE)].map(([found, type, name, attribute]) => ({
    address: `${type}.${name}`,
    text: found,
    // All of a resource has its secret as well.
    isSecret: attribute === undefined || tokenType(type)!.secrets.includes(attribute),
  }));
}

/**
 * What a text shows.
 *
 * @param secretLocals locals that hold a secret
 */
export function exposureOf(text: string, secretLocals: ReadonlySet<string>): Exposure {
  if (!text.includes(UNMARK)) return { secret: firstSecret(text, secretLocals) };
  let rest = '';
  let at = 0;
  let unmarked: string | undefined;
  for (let start = text.indexOf(UNMARK); start >= 0; start = text.indexOf(UNMARK, at)) {
    const from = start + UNMARK.length;
    const to = closing(text, from);
    const argument = text.slice(from, to);
    if (!isPresence(argument)) unmarked ??= firstSecret(argument, secretLocals);
    rest += text.slice(at, start);
    at = to;
  }
  return { secret: firstSecret(rest + text.slice(at), secretLocals), unmarked };
}

function firstSecret(text: string, secretLocals: ReadonlySet<string>): string | undefined {
  const reference = tokenReferences(text).find(({ isSecret }) => isSecret);
  if (reference) return `the secret ${reference.text}`;
  const remote = text.includes('cross-stack') ? REMOTE_SECRET.exec(text) : null;
  if (remote) return `the secret ${remote[0]}`;
  if (MARKED.test(text)) return 'what is marked as sensitive';
  if (secretLocals.size === 0) return undefined;
  const local = [...text.matchAll(LOCAL)].find(([, name]) => secretLocals.has(name));
  return local && `${local[0]}, which holds a secret`;
}

/** Whether it only says that a secret is there: `(linode_token.X.token != null)`. */
function isPresence(argument: string): boolean {
  return !argument.includes('?') && /[!=]= null\)*$/.test(argument);
}

/** Where the parenthesis ends that is open at the start: strings may have others. */
function closing(text: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth++;
    else if (!quoted && character === ')' && --depth === 0) return index;
  }
  return text.length;
}

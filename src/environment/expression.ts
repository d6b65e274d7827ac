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
/** A local or a variable. */
const NAMED = /(?<![\w.-])(?:local|var)\.[\w-]+/g;
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
 * @param secrets locals that hold a secret and variables that are sensitive, as Terraform refers to them
 */
export function exposureOf(text: string, secrets: ReadonlySet<string>): Exposure {
  if (!text.includes(UNMARK)) return { secret: firstSecret(text, secrets) };
  let rest = '';
  let at = 0;
  let unmarked: string | undefined;
  for (let start = text.indexOf(UNMARK); start >= 0; start = text.indexOf(UNMARK, at)) {
    const from = start + UNMARK.length;
    const to = closing(text, from);
    const argument = text.slice(from, to);
    if (!isPresence(argument)) unmarked ??= firstSecret(argument, secrets);
    rest += text.slice(at, start);
    at = to;
  }
  return { secret: firstSecret(rest + text.slice(at), secrets), unmarked };
}

function firstSecret(text: string, secrets: ReadonlySet<string>): string | undefined {
  const reference = tokenReferences(text).find(({ isSecret }) => isSecret);
  if (reference) return `the secret ${reference.text}`;
  const remote = text.includes('cross-stack') ? REMOTE_SECRET.exec(text) : null;
  if (remote) return `the secret ${remote[0]}`;
  if (MARKED.test(text)) return 'what is marked as sensitive';
  if (secrets.size === 0) return undefined;
  const [named] = [...text.matchAll(NAMED)].flat().filter((name) => secrets.has(name));
  if (named === undefined) return undefined;
  return `${named}, which ${named.startsWith('var.') ? 'is marked as sensitive' : 'holds a secret'}`;
}

/** Whether it only says that a secret is there: `(linode_token.X.token != null)`. */
function isPresence(argument: string): boolean {
  let comparison = argument;
  while (comparison.startsWith('(') && closing(comparison, 1) === comparison.length - 1) {
    comparison = comparison.slice(1, -1);
  }
  // A choice inside of what is compared is none of the answer.
  return / [!=]= null$/.test(comparison) && !outermost(comparison).includes('?');
}

/** Where the parenthesis ends that is open at the start. */
function closing(text: string, start: number): number {
  let end = text.length;
  scan(text, start, 1, (index, depth) => {
    if (depth > 0) return true;
    end = index;
    return false;
  });
  return end;
}

/** What is in no parentheses. */
function outermost(text: string): string {
  let outside = '';
  scan(text, 0, 0, (index, depth) => {
    if (depth === 0) outside += text[index];
    return true;
  });
  return outside;
}

/** Goes through the characters that are in no string, while somebody wants more, and says how many parentheses are open after each. */
function scan(
  text: string,
  start: number,
  open: number,
  goesOn: (index: number, depth: number) => boolean,
): void {
  let depth = open;
  let quoted = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') {
      index++;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (!quoted) {
      if (character === '(') depth++;
      if (character === ')') depth--;
      if (!goesOn(index, depth)) return;
    }
  }
}

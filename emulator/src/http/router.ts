import { Refusal } from './refusal';

interface Route<Handler> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: Handler;
}

/**
 * Finds the handler of a raw path. The path is cut at its slashes first and each segment decoded after, so that
 * a segment may hold an encoded slash; a plus sign is a plus sign.
 */
export class Router<Handler> {
  private readonly routes: Route<Handler>[] = [];
  private readonly bases: readonly string[][];

  /** @param bases prefixes that may stand before every route, '' for none. */
  constructor(bases: readonly string[]) {
    this.bases = bases.map(cut);
  }

  /** @param pattern such as `/users/{user}/tokens`; the earlier of two routes that match wins. */
  on(method: string, pattern: string, handler: Handler): this {
    this.routes.push({ method, segments: cut(pattern), handler });
    return this;
  }

  /** @throws Refusal 404 for an unknown path, 405 for a known one that has no such method, 400 for a bad escape. */
  find(method: string, path: string): { handler: Handler; params: Record<string, string> } {
    const segments = cut(path);
    const allowed = new Set<string>();
    for (const base of this.bases) {
      if (!base.every((segment, i) => segments[i] === segment)) continue;
      const rest = segments.slice(base.length);
      for (const route of this.routes) {
        const params = match(route.segments, rest);
        if (!params) continue;
        if (route.method === method) return { handler: route.handler, params };
        allowed.add(route.method);
      }
    }
    if (allowed.size > 0) {
      throw new Refusal(405, 'Method Not Allowed', { headers: { Allow: [...allowed].join(', ') } });
    }
    throw new Refusal(404, 'Not found');
  }
}

function cut(path: string): string[] {
  return path === '' ? [] : path.replace(/^\//, '').split('/');
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith('{')) {
      if (segments[i] === '') return undefined;
      params[part.slice(1, -1)] = decode(segments[i]);
    } else if (part !== segments[i]) {
      return undefined;
    }
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, `Malformed percent-encoding in the path segment "${segment}"`);
  }
}

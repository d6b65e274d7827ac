/** Why a text is not the address of a service; `undefined` where it is one. */
export function baseUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) {
    return `${JSON.stringify(text)} is no URL. Give scheme and host, such as "https://api.example.com".`;
  }
  const url = new URL(text);
  // What follows could hold a credential, so the text itself is not repeated.
  if (url.username || url.password) {
    return 'a URL with a user or password in it is not taken. Leave them out.';
  }
  if (url.search || url.hash) return 'a URL with "?" or "#" in it is not taken. Leave out what follows them.';
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return `${JSON.stringify(text)} would send the credential unencrypted. Give https:// (http:// is taken for loopback alone).`;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `${JSON.stringify(text)} is no https:// URL. Give one such as "https://api.example.com".`;
  }
  return undefined;
}

/** A validator: the address of a service, over TLS unless it is on this machine. */
export function isBaseUrl(value: unknown, report: (summary: string, detail: string) => void): void {
  const problem = baseUrlProblem(value as string);
  if (problem) report('Invalid service URL', problem);
}

export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127(\.\d+){3}$/.test(hostname) ||
    hostname === '[::1]'
  );
}

/**
 * Builds a path whose variable parts can't change where it leads: path`/tokens/${id}`.
 *
 * @throws where a part is empty, `.` or `..`
 */
export function path(literals: TemplateStringsArray, ...segments: (string | number)[]): string {
  return literals.reduce((before, literal, index) => {
    const segment = String(segments[index - 1]);
    if (/^\.{0,2}$/.test(segment)) throw new Error(`${JSON.stringify(segment)} can't be part of a path`);
    return before + encodeURIComponent(segment) + literal;
  });
}

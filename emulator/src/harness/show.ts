import { randomUUID } from 'node:crypto';
import { ApiKey, Entity, isValid, Organization, Project, ServiceAccount, Token } from './model';
import { HARNESS_ACCOUNT, readAbout } from './read';
import { Fields } from '../http/fields';
import { Reply } from '../http/request';

/** The envelope that every answer of the API comes in. */
export function success(data: unknown): Reply {
  return { status: 200, body: { status: 'SUCCESS', data, metaData: null, correlationId: randomUUID() } };
}

export function showOrganization({ createdAt, lastModifiedAt, ...organization }: Organization): object {
  const { identifier, name, description, tags } = organization;
  return {
    organization: { identifier, name, description, tags },
    createdAt,
    lastModifiedAt,
    harnessManaged: false,
  };
}

export function showProject({ createdAt, lastModifiedAt, ...project }: Project): object {
  const { org, identifier, name, color, modules, description, tags } = project;
  return {
    project: { orgIdentifier: org, identifier, name, color, modules, description, tags },
    createdAt,
    lastModifiedAt,
  };
}

export function showServiceAccount(it: ServiceAccount): object {
  return {
    identifier: it.identifier,
    name: it.name,
    email: it.email,
    description: it.description,
    tags: it.tags,
    accountIdentifier: HARNESS_ACCOUNT,
    orgIdentifier: it.org,
    projectIdentifier: it.project,
  };
}

export function showApiKey(key: ApiKey): object {
  return {
    identifier: key.identifier,
    name: key.name,
    description: key.description,
    tags: key.tags,
    apiKeyType: key.type,
    parentIdentifier: key.parent,
    defaultTimeToExpireToken: key.defaultTimeToExpireToken,
    accountIdentifier: HARNESS_ACCOUNT,
    projectIdentifier: key.project,
    orgIdentifier: key.org,
  };
}

/** Whom the token belongs to (email, username) and its digest are never shown. */
export function showToken(token: Token, now: number): object {
  return {
    identifier: token.identifier,
    name: token.name,
    validFrom: token.validFrom,
    validTo: token.validTo,
    scheduledExpireTime: token.scheduledExpireTime,
    valid: isValid(token, now),
    accountIdentifier: HARNESS_ACCOUNT,
    projectIdentifier: token.project,
    orgIdentifier: token.org,
    apiKeyIdentifier: token.apiKey,
    parentIdentifier: token.parent,
    apiKeyType: token.type,
    description: token.description,
    tags: token.tags,
    email: null,
    username: null,
    encodedPassword: null,
  };
}

/** One page of a list, cut by `pageIndex` (from 0) and `pageSize` (50). */
export function page<T>(all: readonly T[], query: URLSearchParams, shown: (item: T) => object): object {
  const pageIndex = natural(query.get('pageIndex'), 0, 0);
  const pageSize = natural(query.get('pageSize'), 50, 1);
  const content = all.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize).map(shown);
  return {
    totalPages: Math.ceil(all.length / pageSize),
    totalItems: all.length,
    pageItemCount: content.length,
    pageSize,
    content,
    pageIndex,
    empty: content.length === 0,
    pageToken: null,
  };
}

function natural(text: string | null, otherwise: number, least: number): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Math.max(least, Number(text)) : otherwise;
}

export function newestFirst<T extends { lastModifiedAt: number }>(entities: readonly T[]): T[] {
  return [...entities].reverse().sort((a, b) => b.lastModifiedAt - a.lastModifiedAt);
}

/** Takes over what an update may change of everything: name, description and tags. */
export function edit(entity: Omit<Entity, 'identifier'>, body: Fields, now: number): void {
  Object.assign(entity, { name: body.required('name'), ...readAbout(body), lastModifiedAt: now });
}

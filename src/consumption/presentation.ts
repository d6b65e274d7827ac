import { ICredential } from '../credential';

/** For credentials whose service has tools that look nowhere. */
export const ENVIRONMENT_VARIABLE = 'ACCESS_TOKEN';

export function authorizationHeader(
  { value, authorizationScheme }: ICredential,
  scheme = authorizationScheme,
): { [name: string]: string } {
  return { [scheme.headerName]: scheme.headerValue(value) };
}

export function environmentEntry(
  { value, environmentVariable }: ICredential,
  variable = environmentVariable,
): { [variable: string]: string } {
  return { [variable]: value };
}

import { randomText } from '../secret';

/** An account and the organization that it is, made together. */
export interface Account {
  readonly account_id: string;
  account_name: string;
  readonly organization_id: string;
  readonly parent_account_id: string | null;
  /** RFC 3339. */
  readonly create_time: string;
  update_time: string;
}

const HEX = '0123456789abcdef';

/** Aiven's ids are a letter or three and lower-case hexadecimal. */
export function aivenId(prefix: string): string {
  return prefix + randomText(HEX, 11);
}

export function showAccount(account: Account): object {
  return {
    ...account,
    account_owner_team_id: account.account_id.replace(/^a/, 'at'),
    is_account_member: true,
    is_account_owner: true,
    primary_billing_group_id: null,
    root_account_id: account.parent_account_id ?? account.account_id,
    tenant_id: 'aiven',
    features: {},
  };
}

export function showOrganization(account: Account): object {
  return {
    account_id: account.account_id,
    create_time: account.create_time,
    default_governance_user_group_id: null,
    organization_id: account.organization_id,
    organization_name: account.account_name,
    tier: 'business',
    update_time: account.update_time,
  };
}

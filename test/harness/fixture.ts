import { HarnessApiKeyType } from '../../src';

/** Somebody to make API keys of, without a resource. A new one each time, since names differ among siblings. */
export const owner = (apiKeyType = HarnessApiKeyType.SERVICE_ACCOUNT) => ({
  accountId: 'acct',
  apiKeyType,
  parentId: 'deployer',
});

/** An API key to make tokens of, without a resource. */
export const apiKey = () => ({ owner: owner(), identifier: 'deploy_key' });

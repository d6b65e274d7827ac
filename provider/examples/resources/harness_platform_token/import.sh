# Of the account, of an organization, of a project. The token's value is not imported.
terraform import harness_platform_token.deployer deployer/deployer_key/SERVICE_ACCOUNT/deployer_token
terraform import harness_platform_token.deployer org_id/deployer/deployer_key/SERVICE_ACCOUNT/deployer_token
terraform import harness_platform_token.deployer org_id/project_id/deployer/deployer_key/SERVICE_ACCOUNT/deployer_token

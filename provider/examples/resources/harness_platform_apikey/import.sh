# Of the account, of an organization, of a project
terraform import harness_platform_apikey.deployer deployer/SERVICE_ACCOUNT/deployer_key
terraform import harness_platform_apikey.deployer org_id/deployer/SERVICE_ACCOUNT/deployer_key
terraform import harness_platform_apikey.deployer org_id/project_id/deployer/SERVICE_ACCOUNT/deployer_key

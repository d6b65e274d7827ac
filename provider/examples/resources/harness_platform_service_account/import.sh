# Of the account, of an organization, of a project
terraform import harness_platform_service_account.deployer deployer
terraform import harness_platform_service_account.deployer org_id/deployer
terraform import harness_platform_service_account.deployer org_id/project_id/deployer

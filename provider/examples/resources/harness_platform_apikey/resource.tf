variable "account_id" {
  type = string
}

resource "harness_platform_service_account" "deployer" {
  provider   = tokens
  identifier = "deployer"
  name       = "deployer"
  email      = "deployer@example.com"
  account_id = var.account_id
}

resource "harness_platform_apikey" "deployer" {
  provider    = tokens
  identifier  = "deployer_key"
  name        = "deployer key"
  account_id  = var.account_id
  apikey_type = "SERVICE_ACCOUNT"
  parent_id   = harness_platform_service_account.deployer.identifier
}

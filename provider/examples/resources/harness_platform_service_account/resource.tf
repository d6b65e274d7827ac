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

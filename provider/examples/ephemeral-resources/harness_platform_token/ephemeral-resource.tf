variable "account_id" {
  type = string
}

variable "user_id" {
  type = string
}

ephemeral "harness_platform_token" "run" {
  provider    = tokens
  account_id  = var.account_id
  apikey_type = "USER"
  parent_id   = var.user_id
  apikey_id   = "terraform"
  lifetime    = "1h"
}

provider "tokens" {
  alias = "run"
  harness {
    account_id       = var.account_id
    platform_api_key = ephemeral.harness_platform_token.run.value
  }
}

resource "harness_platform_service_account" "reader" {
  provider   = tokens.run
  identifier = "reader"
  name       = "reader"
  email      = "reader@example.com"
  account_id = var.account_id
}

variable "organization_id" {
  type = string
}

variable "user_id" {
  type = string
}

ephemeral "aiven_organization_application_user_token" "run" {
  provider        = tokens
  organization_id = var.organization_id
  user_id         = var.user_id
  description     = "this run of Terraform"
  max_age_seconds = 3600
}

provider "tokens" {
  alias = "run"
  aiven {
    api_token = ephemeral.aiven_organization_application_user_token.run.full_token
  }
}

resource "aiven_organization_application_user" "reader" {
  provider        = tokens.run
  organization_id = var.organization_id
  name            = "reader"
}

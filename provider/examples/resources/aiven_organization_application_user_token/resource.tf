variable "organization_id" {
  type = string
}

resource "aiven_organization_application_user" "terraform" {
  provider        = tokens
  organization_id = var.organization_id
  name            = "app-terraform"
}

resource "aiven_organization_application_user_token" "terraform" {
  provider        = tokens
  organization_id = var.organization_id
  user_id         = aiven_organization_application_user.terraform.user_id
  description     = "Terraform's access to Aiven"
  max_age_seconds = 30 * 24 * 60 * 60
}

variable "organization_id" {
  type = string
}

resource "aiven_organization_application_user" "terraform" {
  provider        = tokens
  organization_id = var.organization_id
  name            = "app-terraform"
}

terraform {
  required_providers {
    tokens = {
      source  = "access-tokens/tokens"
      version = "~> 0.1"
    }
  }
}

# A service is configured by its block or by the environment variables that its vendor uses. What is not
# used needs neither.
provider "tokens" {
  linode {
    token = var.linode_token
  }
  aiven {
    retry_limit = 3
  }
}

variable "linode_token" {
  type      = string
  sensitive = true
}

# Types keep the names that they have in the vendors' providers, so each resource says where it comes from.
resource "linode_token" "ci" {
  provider = tokens
  label    = "ci"
  scopes   = "linodes:read_only"
}

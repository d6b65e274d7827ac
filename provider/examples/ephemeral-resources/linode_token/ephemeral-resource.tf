# Issued when the run begins, revoked when it ends, and in no state and no plan.
ephemeral "linode_token" "run" {
  provider = tokens
  label    = "this run of Terraform"
  scopes   = "account:read_write linodes:read_only"
  lifetime = "1h"
}

# What the run does is done with it.
provider "tokens" {
  alias = "run"
  linode {
    token = ephemeral.linode_token.run.token
  }
}

resource "linode_token" "viewer" {
  provider = tokens.run
  label    = "viewer"
  scopes   = "linodes:read_only"
}

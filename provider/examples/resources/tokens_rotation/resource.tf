# Every 30 days, with two days to pick up the new token, by a job that applies every night.
resource "tokens_rotation" "deploy" {
  period         = "30d"
  overlap        = "2d"
  apply_interval = "1d"
  anchor         = "2026-01-05T03:00:00Z"
}

# Any resource of any provider can live in the slots.
resource "pyvider_timed_token" "deploy" {
  count      = 2
  provider   = tokens
  name       = "deploy"
  expires_at = tokens_rotation.deploy.slot_expires_at[count.index]

  lifecycle {
    replace_triggered_by = [tokens_rotation.deploy.slot_serials[count.index]]
  }
}

output "deploy_token" {
  value     = pyvider_timed_token.deploy[tokens_rotation.deploy.current_slot].token
  sensitive = true
}

# On Saturday nights only, or by the next apply where one was missed. The token before the current one is revoked
# after three days, instead of when it expires.
resource "tokens_rotation" "nightly" {
  period                = "28d"
  overlap               = "2d"
  apply_interval        = "1d"
  revoke_previous_after = "3d"
  maintenance_windows   = [{ day = "saturday", start = "22:00", duration = "6h" }]
}

resource "pyvider_timed_token" "nightly_0" {
  count      = tokens_rotation.nightly.slot_active[0] ? 1 : 0
  provider   = tokens
  name       = "nightly-0"
  expires_at = tokens_rotation.nightly.slot_expires_at[0]

  lifecycle {
    replace_triggered_by = [tokens_rotation.nightly.slot_serials[0]]
  }
}

resource "pyvider_timed_token" "nightly_1" {
  count      = tokens_rotation.nightly.slot_active[1] ? 1 : 0
  provider   = tokens
  name       = "nightly-1"
  expires_at = tokens_rotation.nightly.slot_expires_at[1]

  lifecycle {
    replace_triggered_by = [tokens_rotation.nightly.slot_serials[1]]
  }
}

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

variable "now" {
  type    = string
  default = "2099-12-25T00:00:00Z" # or plantimestamp(), which every plan changes
}

output "left" {
  value = provider::tokens::time_left("2100-01-01T00:00:00Z", var.now).duration # 7d
}

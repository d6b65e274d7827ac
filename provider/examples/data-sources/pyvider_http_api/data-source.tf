variable "status_url" {
  type = string
}

data "pyvider_http_api" "status" {
  provider = tokens
  url      = var.status_url
  headers = {
    Accept = "application/json"
  }
}

output "status" {
  value = data.pyvider_http_api.status.status_code
}

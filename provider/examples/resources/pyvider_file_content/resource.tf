resource "pyvider_file_content" "motd" {
  provider        = tokens
  filename        = "${path.root}/out/motd.txt"
  content         = "Tokens rotate on Mondays.\n"
  file_permission = "0640"
}

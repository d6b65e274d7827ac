# The id is the path of the file.
terraform import pyvider_file_content.motd /etc/motd

"""`hoshimori verify`: a certificate is judged at a terminal, with nothing but the file and keys one keeps."""

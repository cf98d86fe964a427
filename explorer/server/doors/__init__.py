"""What every request and every answer passes: the server, its base address, headers and limits, what is kept ready."""

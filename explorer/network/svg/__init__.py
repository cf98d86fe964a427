"""The network as SVG: the only files of this room that write markup."""

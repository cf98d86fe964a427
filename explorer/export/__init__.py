"""A landscape and a selection in, a file out. `formats.py` lists every format; nothing else has to know one."""

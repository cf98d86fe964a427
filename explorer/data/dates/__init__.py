"""Dates as people and machines write them in; EDTF out."""

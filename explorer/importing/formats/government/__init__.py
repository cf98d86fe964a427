"""Services that publish bills, orders, dockets and legislators."""

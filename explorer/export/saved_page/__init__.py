"""The page as one HTML file that stays alive without a server."""

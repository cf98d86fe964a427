"""The same network on paper, on as many sheets as it takes."""

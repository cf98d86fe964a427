"""How things look, whatever draws them: colours, shapes, the width of text, and the things every renderer knows."""

"""Files of graphs: nodes and edges, entities and relationships."""

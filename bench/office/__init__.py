"""How the office stands up to size: data of any size, and what its pages take on it."""

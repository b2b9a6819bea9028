"""What the tables hold about people: the public set without private persons, and the forgetting of one."""

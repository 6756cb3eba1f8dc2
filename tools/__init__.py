"""What `./dev` is made of. Standard library only; nothing here is part of the product."""

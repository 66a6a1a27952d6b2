"""What an entry of the register's history says, without a computer."""

"""An expert's own record, and how the expert stands in the register of experts."""

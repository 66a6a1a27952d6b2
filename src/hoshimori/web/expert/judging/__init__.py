"""An expert judges what a company handed over, thing by thing, and concludes."""

"""What can be done about qualifications, training and the register of experts."""

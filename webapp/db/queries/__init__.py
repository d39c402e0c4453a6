"""What pages read: plain frozen values, never rows; imports the models."""

"""The room «searches»: the filters that a person keeps; calls services."""

"""The room «figures»: statistics of plans and of their use; calls services."""

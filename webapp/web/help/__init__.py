"""The room «help»: pages that explain; routes without forms that change anything."""

"""The room «registers»: routes and forms; calls services."""

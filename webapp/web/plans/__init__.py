"""The room «plans»: routes and forms; calls services."""

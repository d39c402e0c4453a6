"""The room «accounts»: routes and forms; calls services."""

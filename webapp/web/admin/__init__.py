"""The room «admin»: routes and forms; calls services."""

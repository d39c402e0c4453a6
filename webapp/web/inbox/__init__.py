"""The room «inbox»: routes and forms; calls services."""

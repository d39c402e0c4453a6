"""Background sweeps over rows; calls services, knows no web."""

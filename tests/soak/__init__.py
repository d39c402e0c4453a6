"""An office at work while its processes are killed; afterwards nothing may be lost or half."""

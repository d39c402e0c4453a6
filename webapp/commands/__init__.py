"""What the commands of `banhanh` do, one module a subject; prints and reads files, no HTTP."""

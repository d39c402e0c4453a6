"""One public function, one use case, one transaction; knows no web."""

"""The room «Kiểm tra thể thức»: any Word file checked on its own; no plan is touched here."""
